#!/bin/bash
# Issuing through POST /api/v1/certificates: 32 connections, a P-256 CSR of its own per request (made beforehand), 100 domains with fresh validations, CAA cached and
# warm, SQLite, everything durable, audit and lint on. Prints certificates a second, CPU of server + signer a certificate, latency, and
# the ratio of that CPU to one P-256 verification and one signature as openssl measures them in the same run (target: at most 3.5).
# shellcheck source=bench/load/house.sh disable=SC2154,SC2034
source "$(dirname "$0")/load/house.sh"
seconds=4 rounds=3 fastest=5000 # certificates a second that there are CSRs and rights for
if [ "${1:-}" = --large ]; then seconds=15; fi
each=$((seconds * fastest))
init $(((rounds + 1) * each))
start_names
ninja -C build/release make_csrs >"$work/make.log"
build/release/bench/make_csrs $(((rounds + 1) * each)) >"$work/csrs"
start_server
load 1 0 >"$work/warm"
grep -q ' failed=0 ' "$work/warm" || { cat "$work/warm" >&2; curl -s -X POST "http://127.0.0.1:$web/api/v1/certificates" -H "Authorization: Bearer $(cat "$work/key")" -H 'Content-Type: application/json' -d '{"csr":"x"}' >&2; exit 1; }
for ((round = 0; round < rounds; ++round)); do
  reference=$(openssl_us)
  before=$(cpu_us "$server" "$signer")
  parts_before="$(cpu_us "$server") $(cpu_us "$signer")"
  line=$(load "$seconds" $(((round + 1) * each)) | grep '^result')
  after=$(cpu_us "$server" "$signer")
  parts_after="$(cpu_us "$server") $(cpu_us "$signer")"
  reference2=$(openssl_us)
  echo "$line cpu=$((after - before)) reference=$reference reference2=$reference2 parts=$parts_before $parts_after"
done | awk '
  { for (i = 2; i <= NF; ++i) { split($i, pair, "="); if (pair[2] != "") value[pair[1]] = pair[2] }
    good = value["requests"] - value["failed"]
    cpu = value["cpu"] / good; reference = (value["reference"] + value["reference2"]) / 2
    sub(/^.*parts=/, ""); split($0, part, " ")
    printf "bench issue round=%d rate=%.0f cpu_us=%.1f server_us=%.1f signer_us=%.1f openssl_us=%.1f ratio=%.2f p50_ms=%s p99_ms=%s failed=%d\n", NR, good / value["seconds"],
      cpu, (part[3] - part[1]) / good, (part[4] - part[2]) / good, reference, cpu / reference, value["p50_ms"], value["p99_ms"], value["failed"] }' | tee "$work/lines"
holds issue ratio max 3.5
holds issue p99_ms max 50
holds issue failed max 0
judge
