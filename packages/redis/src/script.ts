/** What a process says to the server, and asks of it, in one call. All durations in milliseconds. */
export interface Question {
  /** Which process asks. */
  readonly worker: string;
  /** The number of this call among those of the process. */
  readonly number: number;
  /** The name of the server's state as the process knows it; "" when it knows none. */
  readonly epoch: string;
  /** The name of the state if this call is the one that begins it. */
  readonly fresh: string;
  /** The shortest span first. `learned`: the API has said so. */
  readonly windows: readonly { readonly limit: number; readonly span: number; readonly learned?: boolean }[];
  /** Permits that the process has: those of running requests, and those it has not used. */
  readonly held: number;
  /** Requests that have ended since the last call: how many, and how long ago. */
  readonly ended: readonly (readonly [count: number, age: number])[];
  /** Permits that it wants. */
  readonly want: number;
  /** How long after the first of the permits the last may be. */
  readonly horizon: number;
  /** How long the permits last when nothing more is heard of the process. */
  readonly life: number;
  /** How long a process counts as alive after it was last heard of. */
  readonly presence: number;
  /** Nobody may send for so long. */
  readonly close: number;
  /** Given by a process that worked without the server: since when, and how many processes there were. */
  readonly away?: { readonly since: number; readonly workers: number } | undefined;
  /** True when the process ends. */
  readonly leaving: boolean;
  readonly speed: number;
}

/** What a process that cannot reach the server asks until it answers; it changes nothing. */
export interface Probe extends Pick<Question, "worker" | "windows" | "speed"> {
  readonly ask: true;
}

export interface ProbeAnswer {
  readonly epoch: string;
  /** The last call of the process that was carried out. */
  readonly number: number;
}

export interface Answer extends ProbeAnswer {
  /** True where the state is not the one that the process knows; then nothing was done. */
  readonly lost?: boolean;
  /** Processes that are alive. */
  readonly workers: number;
  /** Permits: how many, and in how many milliseconds they may be used. */
  readonly grants: readonly (readonly [count: number, wait: number])[];
  /** Where nothing was granted: when to ask again. */
  readonly pause: number;
  /** When the permits end unless more is heard of the process. */
  readonly deadline: number;
  /** How long nobody may send. */
  readonly closed: number;
  readonly limits: readonly number[];
  /** What counts against each limit. */
  readonly used: readonly number[];
}

/** The time of the server, as the script's `now`. A test puts a time of its own in its place. */
const serverTime = `
local time = redis.call('TIME')
local now = math.floor((time[1] * 1000 + time[2] / 1000) * input.speed)`;

/**
 * The whole budget of one account, as one step. KEYS: state, deadlines, seen, and one sorted set for each window, with members
 * `bucket:count` of requests that have ended. A window has 600 buckets, and a request counts until its bucket is a span old.
 */
export function script(clock: string = serverTime): string {
  return `local input = cjson.decode(ARGV[1])
${clock}
local state, deadlines, seen, me = KEYS[1], KEYS[2], KEYS[3], input.worker
local function value(field) return tonumber(redis.call('HGET', state, field)) end
local function whole(number) return string.format('%.0f', number) end
local soon = input.windows[1].span * 1.1

local epoch = redis.call('HGET', state, 'epoch')
local last = value('now') or now
if input.ask then
  return cjson.encode({ epoch = epoch or '', number = value('number:' .. me) or 0 })
end

-- A clock that was set back stands still for a while; set back by more than that, it has lost what was counted on it.
local whole_state = epoch and last - now < soon
for i in ipairs(input.windows) do
  if (value('total:' .. i) or 0) > 0 and redis.call('EXISTS', KEYS[3 + i]) == 0 then whole_state = false end
end
if not whole_state then epoch = false else now = math.max(now, last) end
if input.epoch ~= '' and input.epoch ~= epoch then return cjson.encode({ lost = true }) end
if not epoch then
  redis.call('DEL', unpack(KEYS))
  epoch = input.fresh
end

local windows = {}
for i, given in ipairs(input.windows) do
  if given.learned then redis.call('HSET', state, 'limit:' .. i, given.limit) end
  local window = { key = KEYS[3 + i], span = given.span, grain = given.span / 600, total = value('total:' .. i) or 0 }
  window.limit = value('limit:' .. i) or given.limit
  local oldest = whole(math.floor((now - window.span) / window.grain))
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', window.key, '-inf', oldest)) do
    window.total = window.total - tonumber(string.match(member, ':(%d+)'))
  end
  redis.call('ZREMRANGEBYSCORE', window.key, '-inf', oldest)
  windows[i] = window
end

local function add(count, at)
  for _, window in ipairs(windows) do
    local bucket = math.ceil(math.min(at, now) / window.grain)
    if count > 0 and bucket * window.grain + window.span > now then
      local score, sum = whole(bucket), count
      local there = redis.call('ZRANGEBYSCORE', window.key, score, score)[1]
      if there then
        sum = sum + tonumber(string.match(there, ':(%d+)'))
        redis.call('ZREM', window.key, there)
      end
      redis.call('ZADD', window.key, score, score .. ':' .. whole(sum))
      window.total = window.total + count
    end
  end
end

-- Who did not come back in time may have sent until then, and nothing after it.
local held = value('held') or 0
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', deadlines, '-inf', whole(now))) do
  local theirs = value('held:' .. worker) or 0
  add(theirs, tonumber(redis.call('ZSCORE', deadlines, worker)))
  held = held - theirs
  redis.call('HDEL', state, 'held:' .. worker)
  redis.call('ZREM', deadlines, worker)
end
local gone = '(' .. whole(now - input.presence)
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', gone)) do
  redis.call('HDEL', state, 'number:' .. worker)
end
redis.call('ZREMRANGEBYSCORE', seen, '-inf', gone)

held = held - (value('held:' .. me) or 0) + input.held
for _, ended in ipairs(input.ended) do add(ended[1], now - ended[2]) end
redis.call('ZADD', seen, whole(now), me)
redis.call('HSET', state, 'number:' .. me, input.number)
local closed = math.max(value('closed') or 0, input.close > 0 and now + input.close or 0)

-- After an outage, whoever has not been heard of since may still be using its share.
local settled, outage, expected = value('settled') or 0, value('outage') or 0, value('expected') or 0
if input.away then
  local recovering = now < settled
  outage = math.max(recovering and outage or 0, now - input.away.since)
  expected = math.max(recovering and expected or 0, input.away.workers, redis.call('ZCARD', seen))
  if not recovering then settled = now + soon end
  redis.call('HSET', state, 'settled', whole(settled), 'outage', whole(outage), 'expected', expected)
end
local workers, missing = redis.call('ZCARD', seen), 0
if now < settled then
  missing = math.max(0, expected - redis.call('ZCOUNT', seen, whole(outage), '+inf'))
  workers = math.max(workers, expected)
end
local free = math.huge
for _, window in ipairs(windows) do
  window.reserved = held + missing * math.max(1, math.floor(window.limit / workers))
  free = math.min(free, window.limit - window.reserved - window.total)
end

-- When the oldest \`place\` of the requests that count do so no longer; it is asked for rising places.
local function expiry(window, place)
  if not window.members then window.members, window.index, window.passed = redis.call('ZRANGE', window.key, 0, -1), 0, 0 end
  while window.passed < place do
    window.index = window.index + 1
    window.passed = window.passed + tonumber(string.match(window.members[window.index], ':(%d+)'))
  end
  return tonumber(string.match(window.members[window.index], '(%d+):')) * window.grain + window.span
end
local function ready(permit)
  local at = math.max(now, closed)
  for _, window in ipairs(windows) do
    local place = window.reserved + window.total + permit - window.limit
    if place > window.total then return math.huge end
    if place > 0 then at = math.max(at, expiry(window, place)) end
  end
  return at
end

local grants, given, longest, pause = {}, 0, 0, 0
if input.want > 0 then
  local first = ready(1)
  -- Half of a share at a time, or a share of what is free, if that is more.
  local most = math.max(1, math.floor(math.max(free, windows[1].limit / 2) / workers))
  if first - now > soon then
    pause = first == math.huge and input.horizon or soon
  else
    while given < math.min(input.want, most) do
      local at = given == 0 and first or ready(given + 1)
      if at > first + input.horizon or at - now > soon then break end
      longest = math.max(0, math.ceil(at - now))
      local grant = grants[#grants]
      if grant and grant[2] == longest then grant[1] = grant[1] + 1 else grants[#grants + 1] = { 1, longest } end
      given = given + 1
    end
  end
end

held = held + given
local deadline = 0
if input.leaving then
  redis.call('ZREM', seen, me)
  redis.call('HDEL', state, 'number:' .. me)
end
if input.held + given > 0 then
  deadline = math.max(now + input.life + longest, tonumber(redis.call('ZSCORE', deadlines, me)) or 0)
  redis.call('ZADD', deadlines, whole(deadline), me)
  redis.call('HSET', state, 'held:' .. me, input.held + given)
else
  redis.call('ZREM', deadlines, me)
  redis.call('HDEL', state, 'held:' .. me)
end
redis.call('HSET', state, 'epoch', epoch, 'now', whole(now), 'held', held, 'closed', whole(closed))
local limits, used, longestSpan = {}, {}, 0
for i, window in ipairs(windows) do
  redis.call('HSET', state, 'total:' .. i, window.total)
  limits[i], used[i] = window.limit, held + window.total
  longestSpan = math.max(longestSpan, window.span)
end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, whole(longestSpan + 300000)) end
return cjson.encode({
  epoch = epoch, number = input.number, workers = workers, grants = grants, pause = pause, deadline = deadline - now,
  closed = math.max(0, closed - now), limits = limits, used = used,
})`;
}
