const oldestMajor = 24;

// Before anything that an older Node could not even load. npm's scripts bring a Node of their own, so this
// happens only to those who start the file by hand, or on a platform for which there is none on npm.
if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
  console.error(
    `Reciproca needs Node ${oldestMajor} or later and this is ${process.versions.node}: start it with "npm start" after "npm install", or install Node ${oldestMajor} from https://nodejs.org.`,
  );
  process.exit(1);
}
