/** The shells for which there is a completion script, and how it is put to use. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof shells)[number];

/** The script that makes a shell complete the programs. All that it knows is to ask `doapi __complete`. */
export function completionScript(shell: Shell, programs: readonly string[]): string {
  return scripts[shell](programs);
}

const scripts: Readonly<Record<Shell, (programs: readonly string[]) => string>> = { bash, zsh, fish, powershell };

// Readline replaces only what stands behind the last = or : of the word, so that this much of an answer is kept back.
function bash(programs: readonly string[]): string {
  return `# doapi completion for bash; put into ~/.bashrc: source <(doapi completion bash)
_doapi() {
  local line="\${COMP_LINE:0:COMP_POINT}" current="\${COMP_WORDS[COMP_CWORD]}" answer value
  local typed="\${line##*[[:space:]]}"
  [[ $current == [=:] ]] && current=
  local kept=
  [[ $typed == *"$current" ]] && kept="\${typed%"$current"}" && kept="\${kept//\\\\/}"
  COMPREPLY=()
  while IFS= read -r answer; do
    if [[ $answer == :files ]]; then
      compopt -o default
      return
    fi
    value="\${answer%%$'\\t'*}"
    [[ $value == "$kept"* ]] || continue
    [[ $value == *[=:] ]] && compopt -o nospace
    value="\${value#"$kept"}"
    [[ $current == [\\"\\']* ]] || printf -v value '%q' "$value"
    COMPREPLY+=("$value")
  done < <(doapi __complete line "$line" 2>/dev/null)
}
complete -F _doapi ${programs.join(" ")}
`;
}

function zsh(programs: readonly string[]): string {
  return `#compdef ${programs.join(" ")}
# doapi completion for zsh; put into ~/.zshrc behind compinit: source <(doapi completion zsh)
_doapi() {
  local answer value summary
  local -a answers plain open
  answers=("\${(@f)$(doapi __complete $((CURRENT - 1)) "\${(@Q)words}" 2>/dev/null)}")
  if [[ $answers[1] == :files ]]; then
    _files
    return
  fi
  for answer in $answers; do
    value="\${answer%%$'\\t'*}"
    summary="\${answer#$value}"
    summary="\${summary#$'\\t'}"
    answer="\${value//:/\\\\:}\${summary:+:$summary}"
    if [[ $value == *[=:] ]]; then open+=("$answer"); else plain+=("$answer"); fi
  done
  (( $#plain )) && _describe -t doapi doapi plain
  (( $#open )) && _describe -t doapi doapi open -S ''
}
if [[ $funcstack[1] == _doapi ]]; then
  _doapi "$@"
else
  compdef _doapi ${programs.join(" ")}
fi
`;
}

function fish(programs: readonly string[]): string {
  const lines = programs.map((program) => `complete -c ${program} -f -a '(__doapi_complete)'`);
  return `# doapi completion for fish: doapi completion fish > ~/.config/fish/completions/doapi.fish
function __doapi_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l answers (doapi __complete (count $before) $before $current 2>/dev/null)
    if test "$answers[1]" = :files
        __fish_complete_path $current
        return
    end
    string join -- \\n $answers
end
${lines.join("\n")}
`;
}

function powershell(programs: readonly string[]): string {
  return `# doapi completion for PowerShell; put into $PROFILE: doapi completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName @(${programs.map((program) => `'${program}'`).join(", ")}) -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
    })
    $index = if ($wordToComplete -eq '') { $words.Count } else { $words.Count - 1 }
    foreach ($answer in @(doapi __complete $index @words 2>$null)) {
        if ($answer -eq ':files') { return }
        $value, $summary = $answer -split "\`t", 2
        $shown = if ($summary) { $summary } else { $value }
        $text = if ($value -match '^[\\w.:/=\\[\\]-]+$') { $value } else { "'" + $value.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $shown)
    }
}
`;
}
