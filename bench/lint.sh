#!/bin/bash
# What a certificate costs the signer besides its signature: prints `bench lint case=NAME cpu_us=N`.
set -euo pipefail
cd "$(dirname "$0")/.."
ninja -C build/release lint_bench >/dev/null
"$(find build/release -name lint_bench -type f -perm -u+x | head -n 1)" --benchmark_format=csv --benchmark_min_time=0.3 2>/dev/null |
  awk -F, 'seen { gsub(/"/, "", $1); cost = $5 == "ns" ? $4 / 1000 : $4; printf "bench lint case=%s cpu_us=%.2f\n", $1, cost } /^name,/ { seen = 1 }'
