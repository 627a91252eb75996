process.stdout.write("running\n");
process.stdin.resume();
