// The sample application: a page that says which version runs, and what a health check asks for.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const page = readFileSync(new URL("page.html", import.meta.url));

const server = createServer((request, response) => {
  switch (request.url) {
    case "/":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end(page);
      break;
    case "/health":
      response.writeHead(200, { "content-type": "text/plain" });
      response.end("ok\n");
      break;
    default:
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found\n");
  }
});

// Elastic Beanstalk's proxy, the only one who is to reach it, asks at the port it names.
server.listen(Number(process.env.PORT ?? "8080"), "127.0.0.1");
