#!/bin/bash
# Costs of pki/ in microseconds of CPU: prints `bench pki case=NAME cpu_us=N`.
set -euo pipefail
cd "$(dirname "$0")/.."
ninja -C build/release pki_bench >/dev/null
"$(find build/release -name pki_bench -type f -perm -u+x | head -n 1)" --benchmark_format=csv --benchmark_min_time=0.5 2>/dev/null |
  awk -F, 'seen { gsub(/"/, "", $1); cost = $5 == "ns" ? $4 / 1000 : $5 == "ms" ? $4 * 1000 : $4; printf "bench pki case=%s cpu_us=%.2f\n", $1, cost } /^name,/ { seen = 1 }'
