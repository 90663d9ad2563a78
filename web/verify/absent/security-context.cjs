// In place of further contexts: the register's documents name two, and those are in src/contexts.js.
module.exports = { contexts: new Map(), constants: {} };
