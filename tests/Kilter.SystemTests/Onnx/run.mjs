// Runs an exported network: node run.mjs FOLDER MODEL INPUT OUTPUT BATCH,STEPS,WIDTH. Input and output are raw float32; prints the output's shape.
// FOLDER is where onnxruntime-node was installed.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, model, input, output, shape] = process.argv.slice(2);
const { InferenceSession, Tensor } = createRequire(join(folder, "package.json"))("onnxruntime-node");

const bytes = readFileSync(input);
const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
const result = (await session.run({ input: new Tensor("float32", values, shape.split(",").map(Number)) })).output;

writeFileSync(output, new Uint8Array(result.data.buffer, result.data.byteOffset, result.data.byteLength));
console.log(result.dims.join(","));
