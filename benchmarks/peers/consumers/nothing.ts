const names: string[] = [];
names.push("web-1");
console.log(names);
