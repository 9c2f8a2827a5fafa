#include "http/static_assets.h"

/// The front end of a build without it (SHOMEI_WEB=OFF): one page that says how to get the real one.
namespace http {
namespace {

constexpr std::string_view page =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"csp-nonce\" content=\"__CSP_NONCE__\">"
    "<title>Shomei</title></head><body><main><h1>Shomei</h1><p>This program was built without its pages. Configure with "
    "<code>-DSHOMEI_WEB=ON</code> and build again, or serve them from a folder with <code>--web-root</code>. The REST API "
    "is at <code>/api/v1</code>.</p></main></body></html>\n";

const auto* const bytes = reinterpret_cast<const std::uint8_t*>(page.data());

const Asset assets[] = {
    {"/cms.html", "text/html; charset=utf-8", "\"placeholder\"", {bytes, page.size()}, {}, {}, false},
    {"/desk.html", "text/html; charset=utf-8", "\"placeholder\"", {bytes, page.size()}, {}, {}, false},
    {"/order.html", "text/html; charset=utf-8", "\"placeholder\"", {bytes, page.size()}, {}, {}, false},
};

} // namespace

std::span<const Asset> web_assets() { return assets; }

} // namespace http
