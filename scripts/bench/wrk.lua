-- Asks for the addresses of a file, one after the other where there are several; says what came of it in one line.
local paths = {}
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end
local at = 0

request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at], {["Accept-Encoding"] = "gzip", ["Host"] = os.getenv("WRK_HOST")})
end

done = function(summary, latency)
    local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
    io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, bad,
        latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
