// The same by node:http.

const { get } = process.getBuiltinModule("node:http");
get(process.argv[2], { headers: { authorization: "Bearer token" } }, (response) => {
  let text = "";
  response.setEncoding("utf8");
  response.on("data", (part) => {
    text += part;
  });
  response.on("end", () => console.log(JSON.stringify(JSON.parse(text))));
});
