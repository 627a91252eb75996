// The sample application: a page that shows the running version, and an answer for health checks.
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

// Only Elastic Beanstalk's proxy reaches the application, on the port in PORT.
server.listen(Number(process.env.PORT ?? "8080"), "127.0.0.1");
