-- wrk script: POSTs the OCSP request in the file named by the first argument.
function init(args)
  local file = assert(io.open(args[1], "rb"))
  request_bytes = wrk.format("POST", nil, {["Content-Type"] = "application/ocsp-request"}, file:read("*a"))
  file:close()
end
function request() return request_bytes end
