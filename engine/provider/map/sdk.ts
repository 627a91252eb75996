// Reads the resources and functions of @pulumi/aws, and the names and shapes of their properties, from its type declarations.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The shape of a value in the SDK: exactly one of the four. */
export interface Shape {
  readonly array?: Shape;
  readonly map?: Shape;
  readonly object?: Properties;
  /** The name of a type, e.g. `string` or `any`. */
  readonly scalar?: string;
}

/** Shapes by property name; resolved on access, because some types are recursive. */
export type Properties = Readonly<Record<string, () => Shape>>;

/** A resource class or function of the SDK. */
export interface Member {
  /** Pulumi's token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly token: string;
  readonly name: string;
  /** Properties that a program can set. */
  readonly inputs: Properties;
  /** Properties that can be read. */
  readonly properties: Properties;
}

type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;

const RESOURCE = /^export declare class (\w+) extends pulumi\.CustomResource\b/m;

export class Sdk {
  readonly version: string;
  readonly #folder: string;
  /** The nested types, by the name under which modules import them. */
  readonly #shared: Readonly<Record<string, Interfaces>>;

  /** @param folder of @pulumi/aws @throws when it does not exist */
  constructor(folder: string) {
    this.#folder = folder;
    this.version = sdkVersion(folder);
    const types = (name: string) => interfacesOf(path.join(folder, `types/${name}.d.ts`));
    this.#shared = { inputs: types("input"), outputs: types("output") };
  }

  /** The properties of the provider's own configuration. */
  get configuration(): Properties {
    return this.#properties(
      interfacesOf(path.join(this.#folder, "provider.d.ts")).get("ProviderArgs"),
    );
  }

  resources(module: string): Member[] {
    return this.#files(module).flatMap((file) => {
      const name = RESOURCE.exec(readFileSync(this.#path(module, file), "utf8"))?.[1];
      return name === undefined ? [] : this.#member(module, file, name, name, "State");
    });
  }

  functions(module: string): Member[] {
    const isFunction = (file: string) => /^get[A-Z]/.test(file);
    return this.#files(module)
      .filter(isFunction)
      .flatMap((file) => this.#member(module, file, file, `G${file.slice(1)}`, "Result"));
  }

  #files(module: string): string[] {
    const folder = path.join(this.#folder, module);
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder).filter((file) => file.endsWith(".d.ts"));
    return files.map((file) => file.slice(0, -".d.ts".length));
  }

  #path(module: string, file: string): string {
    return path.join(this.#folder, module, `${file}.d.ts`);
  }

  #member(module: string, file: string, name: string, stem: string, outputs: string): Member {
    const interfaces = interfacesOf(this.#path(module, file));
    const inputs = this.#properties(interfaces.get(`${stem}Args`));
    const properties = { ...this.#properties(interfaces.get(stem + outputs)), ...inputs };
    return { token: `aws:${module || "index"}/${file}:${name}`, name, inputs, properties };
  }

  #properties(declaration: ts.InterfaceDeclaration | undefined): Properties {
    const properties: Record<string, () => Shape> = {};
    for (const member of declaration?.members ?? []) {
      if (!ts.isPropertySignature(member) || !member.type) continue;
      const { type } = member;
      properties[member.name.getText()] = () => this.#shape(type);
    }
    return properties;
  }

  #shape(node: ts.TypeNode | undefined): Shape {
    if (!node) return { scalar: "any" };
    if (ts.isUnionTypeNode(node)) {
      const shapes = node.types.map((type) => this.#shape(type));
      const isCollection = ({ array, map, object }: Shape) => array ?? map ?? object;
      return shapes.find(isCollection) ?? shapes.find((s) => s.scalar !== "undefined") ?? {};
    }
    if (ts.isParenthesizedTypeNode(node)) return this.#shape(node.type);
    if (ts.isArrayTypeNode(node)) return { array: this.#shape(node.elementType) };
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration);
      return index ? { map: this.#shape(index.type) } : { scalar: "any" };
    }
    if (ts.isTypeReferenceNode(node)) return this.#reference(node);
    return { scalar: node.getText() };
  }

  #reference(node: ts.TypeReferenceNode): Shape {
    const name = node.typeName.getText();
    if (["pulumi.Input", "pulumi.Output", "Promise"].includes(name))
      return this.#shape(node.typeArguments?.[0]);
    const [space = "", ...rest] = name.split(".");
    const declared = this.#shared[space]?.get(rest.join("."));
    return declared ? { object: this.#properties(declared) } : { scalar: name };
  }
}

/** The version of @pulumi/aws in a folder. @throws when it does not exist */
export function sdkVersion(folder: string): string {
  const file = path.join(folder, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Every interface of a declaration file by its dotted name. */
function interfacesOf(file: string): Interfaces {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
    else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body))
      for (const child of node.body.statements) visit(child, `${prefix}${node.name.text}.`);
  };
  const parse = (text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  for (const node of parse(readFileSync(file, "utf8")).statements) visit(node, "");
  return found;
}
