#!/bin/bash
# Signing through the socket of a real shomei-signer: prints `bench signer rate=… per_cpu_s=… cpu_us=…`.
set -euo pipefail
cd "$(dirname "$0")/.."
ninja -C build/release signer_bench shomei-signer >/dev/null
"$(find build/release -name signer_bench -type f -perm -u+x | head -n 1)" build/release/shomei-signer 5 2>/dev/null
