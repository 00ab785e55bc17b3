import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**"] },
  ...tseslint.configs.strict,
  { files: ["**/*.ts"], rules: { "max-lines": ["error", 250], "max-lines-per-function": ["error", 60] } },
  // Generated from the facts of the whole house, one line each.
  { files: ["live/protocol.ts"], rules: { "max-lines": "off" } },
  // A `describe` block is one function to the linter and a list of sentences to the reader.
  { files: ["**/*.test.ts"], rules: { "max-lines-per-function": "off" } },
);
