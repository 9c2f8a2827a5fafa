-- wrk script: each request asks for a certificate with a CSR of its own. Arguments: the CSRs (PEM, one after another), the API key's
-- file, and how many CSRs earlier runs have used.
local csrs, key, bodies, at = {}, "", {}, 0
local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end
function init(args)
  key = read(args[2])
  for pem in read(args[1]):gmatch("%-%-%-%-%-BEGIN.-END CERTIFICATE REQUEST%-%-%-%-%-") do
    local name = string.format("www.aozora-%03d.example.jp", #bodies % 100)
    bodies[#bodies + 1] = string.format('{"csr":"%s\\n","names":["%s"]}', pem:gsub("\n", "\\n"), name)
  end
  at = tonumber(args[3])
  math.randomseed(os.time())
  mark = tostring(math.random(1, 2 ^ 31))
end
function request()
  at = at + 1
  return wrk.format("POST", "/api/v1/certificates", {
    ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. key, ["Idempotency-Key"] = mark .. "-" .. at,
  }, bodies[(at - 1) % #bodies + 1])
end
function done(summary, latency)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("result requests=%d failed=%d seconds=%.3f p50_ms=%.2f p99_ms=%.2f", summary.requests, bad,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
