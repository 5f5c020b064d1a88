// One request of the simplest kind, as a script would make it: node programs/one-get-fetch.mjs URL

const response = await fetch(process.argv[2], { headers: { authorization: "Bearer token" } });
console.log(JSON.stringify(await response.json()));
