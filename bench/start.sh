#!/bin/bash
# Starting: an empty database to its first page (target: 300 ms), and 100,000 certificates to ready (1 s) with the server's resident
# memory after an OCSP answer (300 MB). Times run from the fork of the process. Ready means that the signer has opened its keys; pages
# are served before.
# shellcheck source=bench/load/house.sh disable=SC2154,SC2034
source "$(dirname "$0")/load/house.sh"
certificates=100000
if [ "${1:-}" = --large ]; then certificates=1000000; fi
# Asks for the page until somebody answers, and notes when.
first_page() {
  until { exec 3<>"/dev/tcp/127.0.0.1/$web"; } 2>/dev/null; do sleep 0.002; done
  printf 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  cat <&3 >"$work/page"
  echo "$EPOCHREALTIME" >"$work/page_at"
}
stop() {
  kill "$server"
  wait "$server" || true
}
init
for round in 1 2 3; do
  first_page &
  page=$!
  begin=$EPOCHREALTIME
  start_server
  wait "$page"
  page_ms=$(awk -v a="$begin" -v b="$(<"$work/page_at")" 'BEGIN { printf "%.0f", (b - a) * 1000 }')
  echo "bench start certificates=0 round=$round ready_ms=$ready_ms first_page_ms=$page_ms cpu_ms=$(($(cpu_us "$server" "$signer") / 1000)) answer=$(head -n 1 "$work/page" | tr -d "\r" | tr " " _)" | tee -a "$work/lines"
  stop
done
rm -rf "$work/data"
init $((certificates + 50000))
start_names
ninja -C build/release make_csrs >"$work/make.log"
build/release/bench/make_csrs 10000 >"$work/csrs"
start_server
issued=0
until [ "$issued" -ge "$certificates" ]; do
  load 10 "$issued" >"$work/issuing"
  grep -q ' failed=0 ' "$work/issuing" || { cat "$work/issuing" >&2; exit 1; }
  issued=$(sqlite3 "$work/data/shomei.db" "SELECT COUNT(*) FROM certificates")
done
stop
# One in fifty revoked, to be seen in the answers.
sqlite3 "$work/data/shomei.db" "UPDATE certificates SET status = 'revoked', revoked_at = issued_at, revocation_reason = 4 WHERE status_change % 50 = 0"
for round in 1 2 3; do
  start_server
  issuer=$(sqlite3 "$work/data/shomei.db" "SELECT slug FROM issuers WHERE purpose = 'ov'")
  curl -s "http://127.0.0.1:$web/pki/$issuer.pem" >"$work/issuer.pem"
  serial=$(sqlite3 "$work/data/shomei.db" "SELECT hex(serial) FROM certificates WHERE status_change = 50")
  status=$(openssl ocsp -issuer "$work/issuer.pem" -serial "0x$serial" -no_nonce -noverify -url "http://127.0.0.1:$web/ocsp/$issuer" 2>/dev/null | awk '/^0x/ { print $2 }')
  rss=$(awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status")
  echo "bench start certificates=$issued round=$round ready_ms=$ready_ms rss_mb=$rss cpu_ms=$(($(cpu_us "$server" "$signer") / 1000)) ocsp_of_revoked=$status" | tee -a "$work/lines"
  stop
done
holds certificates=0 first_page_ms max 300
holds "certificates=$issued" ready_ms max 1000
holds "certificates=$issued" rss_mb max 300
judge
