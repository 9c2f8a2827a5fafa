#!/bin/bash
# OCSP from memory, GET and POST without nonce, against nginx (one worker) serving a static file of the same size with open_file_cache:
# wrk, keep-alive, in turns. Prints CPU microseconds a request and ratio = nginx's / ours (target: at least 1.0).
# shellcheck source=bench/load/house.sh disable=SC2154,SC2034
source "$(dirname "$0")/load/house.sh"
seconds=2 rounds=3
if [ "${1:-}" = --large ]; then seconds=8; fi
init 0 50
start_server
issuer=$(sqlite3 "$work/data/shomei.db" "SELECT slug FROM issuers WHERE purpose = 'ov'")
curl -s "http://127.0.0.1:$web/pki/$issuer.pem" >"$work/issuer.pem"
openssl ocsp -issuer "$work/issuer.pem" -serial "0x$(sqlite3 "$work/data/shomei.db" "SELECT hex(serial) FROM certificates LIMIT 1")" -no_nonce -reqout "$work/request" >/dev/null 2>&1
path=/ocsp/$issuer/$(base64 -w0 "$work/request" | sed 's#/#%2F#g; s#+#%2B#g; s#=#%3D#g')
mkdir -p "$work/www" "$work/nginx"
curl -sf -D "$work/head" -o "$work/www/response" "http://127.0.0.1:$web$path"
openssl ocsp -respin "$work/www/response" -issuer "$work/issuer.pem" -noverify -resp_text -no_nonce 2>/dev/null | grep -q 'Cert Status: good'
nginx_port=$(port)
cat >"$work/nginx/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx/pid; error_log $work/nginx/error.log;
events { worker_connections 256; }
http { access_log off; keepalive_requests 1000000000; open_file_cache max=10; default_type application/ocsp-response; tcp_nodelay on; sendfile on; tcp_nopush on;
  client_body_temp_path $work/nginx/a; proxy_temp_path $work/nginx/b; fastcgi_temp_path $work/nginx/c; uwsgi_temp_path $work/nginx/d; scgi_temp_path $work/nginx/e;
  server { listen 127.0.0.1:$nginx_port; root $work/www; } }
CONF
chmod 755 "$work" "$work/www"
PATH=$PATH:/usr/sbin nginx -c "$work/nginx/nginx.conf" >/dev/null 2>&1 &
nginx=$!
pids+=("$nginx")
sleep 0.5
worker=$(pgrep -P "$nginx" | head -n 1)
# measure PIDS WRK-ARGUMENTS…: CPU microseconds a request.
measure() {
  local before after line
  # shellcheck disable=SC2086
  before=$(cpu_us $1)
  line=$(wrk -t1 -c32 -d"${seconds}s" "${@:2}")
  # shellcheck disable=SC2086
  after=$(cpu_us $1)
  if grep -q 'Non-2xx' <<<"$line"; then echo "$line" >&2; exit 1; fi
  awk -v cpu=$((after - before)) '/requests in/ { printf "%.3f %.0f", cpu / $1, $1 }' <<<"$line"
}
for ((round = 0; round < rounds; ++round)); do
  echo "$(measure "$worker" "http://127.0.0.1:$nginx_port/response") $(measure "$server $signer" "http://127.0.0.1:$web$path") $(measure "$server $signer" -s bench/load/ocsp_post.lua "http://127.0.0.1:$web/ocsp/$issuer" -- "$work/request")"
done | awk -v bytes="$(stat -c %s "$work/www/response")" -v seconds="$seconds" '{
  printf "bench ocsp case=get round=%d bytes=%d rate=%.0f cpu_us=%.2f nginx_rate=%.0f nginx_us=%.2f ratio=%.2f\n", NR, bytes, $4 / seconds, $3, $2 / seconds, $1, $1 / $3
  printf "bench ocsp case=post round=%d bytes=%d rate=%.0f cpu_us=%.2f nginx_rate=%.0f nginx_us=%.2f ratio=%.2f\n", NR, bytes, $6 / seconds, $5, $2 / seconds, $1, $1 / $5 }' | tee "$work/lines"
holds case=get ratio min 1.0
holds case=post ratio min 1.0
judge
