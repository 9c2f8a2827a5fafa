#!/bin/bash
# The register of corporate numbers: imports a file of 200,000 rows (--large: 5,000,000) into an empty database, the same file again as a
# month later, and a daily difference of 5,000, with their peak memory; then searches it through the API, one request at a time. Targets at
# 5,000,000 rows: import 300 s and 500 MB, search 50 ms. Measures SQLite, or the empty PostgreSQL database that SHOMEI_BENCH_DATABASE names.
# shellcheck source=bench/load/house.sh disable=SC2154,SC2034
source "$(dirname "$0")/load/house.sh"
rows=200000
if [ "${1:-}" = --large ]; then rows=5000000; fi
if [ -n "${SHOMEI_BENCH_DATABASE:-}" ]; then
  web=$(port) desk=$(port)
  "$bin/shomei" init --data "$work/data" --name "Aozora CA" --root-key p384 --base-url http://pki.aozora.example.jp --database "$SHOMEI_BENCH_DATABASE" >"$work/init.log" 2>&1
else
  init
fi
python3 bench/load/register.py "$rows" "$work/full.csv" "$work/samples"
awk -v every=$((rows / 5000)) 'NR % every == 0' "$work/full.csv" >"$work/difference.csv"

# import CASE FILE
import() {
  python3 - "$1" "$(wc -l <"$2")" "$bin/shomei" admin import-register --data "$work/data" "$2" <<'PYTHON'
import resource, subprocess, sys, time
case, rows, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
begin = time.monotonic()
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
seconds = time.monotonic() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"bench register case={case} rows={rows} seconds={seconds:.1f} rows_per_s={rows / seconds:.0f} "
      f"cpu_s={used.ru_utime + used.ru_stime:.1f} rss_mb={used.ru_maxrss / 1024:.0f}")
PYTHON
}
for case in import again; do import "$case" "$work/full.csv" | tee -a "$work/lines"; done
import difference "$work/difference.csv"
[ -n "${SHOMEI_BENCH_DATABASE:-}" ] || echo "bench register case=size database_mb=$(du -m "$work/data/shomei.db" | cut -f1)"
start_server
python3 bench/load/search.py "$web" "$work/samples" | tee -a "$work/lines"
for case in import again; do
  holds "case=$case " seconds max 300
  holds "case=$case " rss_mb max 500
done
for case in number prefix kana part prefecture; do holds "case=search_$case " max_ms max 50; done
judge
