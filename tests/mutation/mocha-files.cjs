// StrykerJS's runner requires files of mocha without their ending, which is .cjs since mocha 12.0.1.
require.extensions[".cjs"] = require.extensions[".js"];
