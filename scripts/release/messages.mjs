// What `npm run release` says: Chinese / English.
export const messages = {
  noHeading: (version) => `CHANGELOG.md 缺少“## ${version}”一节 / CHANGELOG.md has no heading "## ${version}"`,
  released: (version) =>
    `${version} 已发布，schema.graphql 已不同：请在 package.json 换一个版本号 / ` +
    `${version} is released, and schema.graphql is another by now: take another version in package.json`,
  notBuilt: (path) => `缺少 ${path}：请先编译 / ${path} is missing: build first (npm run build, npm run build:web)`,
  platformUnknown: (platform, known) =>
    `不支持的平台 ${platform} / no such platform: ${platform} (${known.join(', ')})`,
  postgresUnknown: (word) => `--postgres 只能是 embedded 或 none / --postgres is embedded or none, not ${word}`,
  modulesMissing: (platform, names) =>
    `缺少 ${platform} 的包 / packages of ${platform} are missing: ${names.join(', ')}\n` +
    `请在能访问软件源的机器上取得，用 --modules 指明其 node_modules / ` +
    `fetch them where the registry is, and name that node_modules with --modules (docs/operations.md)`,
  otherVersion: (path, found, wanted) =>
    `${path} 是 ${found}，package-lock.json 要求 ${wanted}：请先 npm ci / ` +
    `${path} has ${found}, package-lock.json has ${wanted}: run npm ci`,
  noComponent: (names) => `SBOM 缺少 / the SBOM lacks ${names.join(', ')}`,
  made: (path, megabytes, packages) => `${path}: ${megabytes} MB, ${packages} 个包 packages`,
};
