#!/usr/bin/env node
void require("../dist/program/main.cjs").main();
