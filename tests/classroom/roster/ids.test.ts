import assert from "node:assert/strict";
import { read } from "./files.ts";

const idsIn = (file: string, taken: readonly string[] = []) =>
  read(file, taken).students.map(({ id }) => id);

describe("the ids that are made", () => {
  it("have two digits, or as many as the class needs", () => {
    const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}\n`).join("");
    assert.deepEqual(idsIn(`name\n${names(3)}`), ["s01", "s02", "s03"]);
    assert.equal(idsIn(`name\n${names(100)}`)[0], "s001");
  });

  it("go on after the highest number of the roster and of the class's students", () => {
    assert.deepEqual(idsIn("id,name\ns03,A\n,B\nkim,C\n,D\n"), ["s03", "s04", "kim", "s05"]);
    assert.deepEqual(idsIn("id,name\ns03,A\n,B\n", ["s03", "s07", "kim"]), ["s03", "s08"]);
    assert.deepEqual(idsIn("id,name\ns099,A\n,B\n"), ["s099", "s100"]);
  });

  it("never are one that is there, even with another number of digits", () => {
    assert.deepEqual(idsIn("id,name\ns9999,A\ns10000,B\n,C\n"), ["s9999", "s10000", "s10001"]);
  });

  it("are written into their column; all other cells, blank lines and the separator stay", () => {
    const { withIds } = read(
      '이름;아이디;labs\r\n"A;B";;s3-bucket\r\n\r\n "C";c\r\nD\r\n'.replace(' "C"', '"C"'),
    );
    assert.equal(
      withIds,
      '\uFEFF이름;아이디;labs\r\n"A;B";s01;s3-bucket\r\n\r\n"C";c\r\nD;s02\r\n',
    );
  });

  it("get a column where there is none", () => {
    assert.equal(read("\nname\tlabs\nA\t\n").withIds, "\uFEFF\nid\tname\tlabs\ns01\tA\t\n");
  });

  it("stay with their students when rows move, somebody leaves and somebody joins", () => {
    const [heading, , kim, lee] = (read("name\nHong\nKim\nLee\n").withIds ?? "").split("\n");
    const { students } = read(`${heading}\n,Choi\n${lee}\n${kim}\n`, ["s01", "s02", "s03"]);
    assert.deepEqual(
      students.map(({ id, name }) => [id, name]),
      [
        ["s04", "Choi"],
        ["s03", "Lee"],
        ["s02", "Kim"],
      ],
    );
  });

  it("are not made again once they are written", () => {
    const { students, withIds } = read("name,email\nA,a@example.com\nB,b@example.com\n");
    assert.deepEqual(read(withIds ?? ""), { students });
  });
});
