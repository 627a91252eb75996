import assert from "node:assert/strict";
import { type Graph, graphOf } from "../../../classroom/drawing/graph.ts";
import { drawingOf } from "../../../classroom/drawing/drawing.ts";
import { partsIn } from "../../../classroom/drawing/parts.ts";
import { releasedState } from "../../support/pages/released-class.ts";

describe("the drawing of a lab", () => {
  const parts = partsIn(releasedState());

  /** Boxes by what they are and are called, each with its network or subnet. */
  const boxesOf = ({ boxes, frames }: Graph): string[] =>
    boxes.map(({ kind, what, frame }) => {
      const { title = "" } = frames.find(({ key }) => key === frame) ?? {};
      return [kind, what, title && `in ${title}`].filter(Boolean).join(" ");
    });

  const linesOf = ({ boxes, frames, lines }: Graph): string[] => {
    const named = new Map([
      ...boxes.map(({ urn, kind, what }) => [urn, [kind, what].filter(Boolean).join(" ")] as const),
      ...frames.map(({ key, title }) => [key, title] as const),
    ]);
    return lines.map(([from, to]) => `${named.get(from) ?? ""} -> ${named.get(to) ?? ""}`);
  };

  it("has its main resources in their subnets, and lines from who asks to who answers", () => {
    const graph = graphOf("load-balancer", parts);
    assert.deepEqual(boxesOf(graph).sort(), [
      "EC2 instance 1 · t3.micro in public-a 10.0.0.0/20",
      "EC2 instance 2 · t3.micro in public-c 10.0.32.0/20",
      "Load balancer in VPC 10.0.0.0/16",
      "Target group in VPC 10.0.0.0/16",
    ]);
    assert.deepEqual(linesOf(graph).sort(), [
      "Load balancer -> Target group",
      "Target group -> EC2 instance 1 · t3.micro",
      "Target group -> EC2 instance 2 · t3.micro",
    ]);
  });

  it("names kinds and counts in Korean for a Korean page", () => {
    assert.deepEqual(boxesOf(graphOf("load-balancer", parts, "ko")).sort(), [
      "EC2 인스턴스 1 · t3.micro in public-a 10.0.0.0/20",
      "EC2 인스턴스 2 · t3.micro in public-c 10.0.32.0/20",
      "대상 그룹 in VPC 10.0.0.0/16",
      "로드 밸런서 in VPC 10.0.0.0/16",
    ]);
    const groups = boxesOf(graphOf("auto-scaling", parts, "ko"));
    assert.match(groups.join("\n"), /^Auto Scaling 그룹 .*서버 1~3대/m);
  });

  it("has neither rules nor settings nor the rights that every server has", () => {
    assert.deepEqual(boxesOf(graphOf("linux-server", parts)), [
      "EC2 instance t3.micro in public-a 10.0.0.0/20",
    ]);
    assert.deepEqual(boxesOf(graphOf("s3-bucket", parts)), ["S3 bucket"]);
  });

  it("has a rule or a right where the lab is about it", () => {
    assert.deepEqual(linesOf(graphOf("iam-role", parts)).sort(), [
      "EC2 instance t3.micro -> IAM role",
      "IAM role -> S3 bucket",
    ]);
    assert.deepEqual(linesOf(graphOf("security-group", parts)), [
      "EC2 instance t3.micro -> Security group",
    ]);
  });

  it("shows what is another group's as such", () => {
    const { boxes } = graphOf("dns-zone", parts);
    assert.deepEqual(
      boxes.filter(({ isShared }) => isShared).map(({ kind, what }) => [kind, what]),
      [["Route 53 zone", "aws-class.test"]],
    );
  });

  it("joins networks by what stands between them", () => {
    const lines = linesOf(graphOf("vpc-peering", parts));
    assert.ok(lines.includes("VPC peering connection -> VPC accepter 10.41.0.0/16"));
    assert.ok(lines.includes("VPC peering connection -> VPC requester 10.40.0.0/16"));
  });

  it("has every subnet of a lab's own network, empty ones too", () => {
    const { frames } = graphOf("vpc-manual", parts);
    assert.equal(frames.length, 5);
    assert.equal(frames[0]?.title, "VPC 10.30.0.0/16");
  });

  it("is a picture with a name, each box of it inside", async () => {
    const svg = String(await drawingOf(graphOf("load-balancer", parts), "Architecture"));
    assert.match(
      svg,
      /role="img" aria-label="Architecture: VPC 10\.0\.0\.0\/16, .*EC2 instance 1 · t3\.micro/,
    );
    const [, , width = 0, height = 0] =
      /viewBox="([-\d ]+)"/.exec(svg)?.[1]?.split(" ").map(Number) ?? [];
    const boxes = [
      ...svg.matchAll(
        /<rect class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
      ),
    ];
    assert.equal(boxes.length, 4);
    for (const [, x, y, w, h] of boxes) {
      assert.ok(Number(x) + Number(w) <= width, svg);
      assert.ok(Number(y) + Number(h) <= height, svg);
    }
  });

  it("is none where a lab has nothing of AWS", async () => {
    assert.equal(await drawingOf(graphOf("load-test", parts), "Architecture"), undefined);
  });
});
