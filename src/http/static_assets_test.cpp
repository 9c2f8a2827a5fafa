#include "http/static_assets.h"

#include "http/test_request.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using http::TestRequest;

std::span<const std::uint8_t> bytes(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

const std::array assets{
    http::Asset{"/assets/index-0a1b.js", "text/javascript", "\"js1\"", bytes("raw"), bytes("br"), bytes("gz"), true},
    http::Asset{"/cms.html", "text/html", "\"h1\"", bytes("<meta name=csp-nonce content=__CSP_NONCE__>cms"), {}, {}, false},
    http::Asset{"/desk.html", "text/html", "\"h3\"", bytes("desk __CSP_NONCE__"), {}, {}, false},
    http::Asset{"/favicon.svg", "image/svg+xml", "\"f1\"", bytes("<svg/>"), {}, {}, false},
    http::Asset{"/order.html", "text/html", "\"h2\"", bytes("order"), {}, {}, false},
};

class StaticSiteTest : public testing::Test {
protected:
  StaticSiteTest() {
    router.set_fallback([this](const http::Request& request, http::PathParameters&&) { return site.serve(request); });
  }
  http::StaticSite site{assets, {.entries = {{"/", "/order.html"}, {"/cms", "/cms.html"}}}};
  http::Router router{http::Listener::public_site};
};

TEST_F(StaticSiteTest, SendsThePageOfTheEntryWithAFreshNonce) {
  const auto first = TestRequest("GET", "/cms/certificates/crt_1").through(router);
  const auto second = TestRequest("GET", "/cms").through(router);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.find("Cache-Control"), "no-store");
  const auto policy = *first.find("Content-Security-Policy");
  const auto at = policy.find("'nonce-") + 7;
  const auto nonce = policy.substr(at, policy.find('\'', at) - at);
  EXPECT_GE(nonce.size(), 22U); // 128 bits
  EXPECT_EQ(first.body(), "<meta name=csp-nonce content=" + std::string(nonce) + ">cms");
  EXPECT_NE(first.body(), second.body());
  EXPECT_EQ(policy.find("unsafe"), std::string_view::npos);
  EXPECT_EQ(first.find("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(first.find("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(TestRequest("GET", "/cmsx").through(router).body(), "order");
  EXPECT_EQ(TestRequest("GET", "/").through(router).body(), "order");
  EXPECT_EQ(TestRequest("GET", "/d/secret").through(router).find("Referrer-Policy"), "no-referrer");
}

TEST_F(StaticSiteTest, SendsFilesInTheBestCoding) {
  const auto get = [&](const std::string& coding) {
    return TestRequest("GET", "/assets/index-0a1b.js").header("Accept-Encoding", coding).through(router);
  };
  EXPECT_EQ(get("gzip, deflate, br").body(), "br");
  EXPECT_EQ(get("gzip, br;q=0").body(), "gz");
  EXPECT_EQ(get("identity").body(), "raw");
  const auto response = get("br");
  EXPECT_EQ(response.find("Content-Encoding"), "br");
  EXPECT_EQ(response.find("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.find("Vary"), "Accept-Encoding");
  const auto unchanged = TestRequest("GET", "/assets/index-0a1b.js").header("If-None-Match", "\"js1\"").through(router);
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(unchanged.body(), "");
}

TEST_F(StaticSiteTest, NeverSendsAPageForAMissingFile) {
  for (const auto* path : {"/assets/old-1234.js", "/assets/x", "/robots.txt", "/cms/index.js", "/cms.html", "/desk.html"})
    EXPECT_EQ(TestRequest("GET", path).through(router).status, 404) << path;
  EXPECT_EQ(TestRequest("GET", "/favicon.svg").through(router).status, 200);
}

TEST(StaticSiteFolderTest, ServesAFolderButNothingOutsideIt) {
  RecordProperty("requirement", "G01");
  const auto root = std::filesystem::temp_directory_path() / ("shomei-web-" + std::to_string(::getpid()));
  std::filesystem::create_directories(root / "dist");
  std::ofstream(root / "secret.txt") << "secret";
  std::ofstream(root / "dist/app.js") << "js";
  std::ofstream(root / "dist/order.html") << "page";
  http::StaticSite site({}, {.entries = {{"/", "/order.html"}}, .web_root = (root / "dist").string()});
  http::Router router(http::Listener::public_site);
  router.set_fallback([&](const http::Request& request, http::PathParameters&&) { return site.serve(request); });
  EXPECT_EQ(TestRequest("GET", "/app.js").through(router).body(), "js");
  EXPECT_EQ(TestRequest("GET", "/order").through(router).body(), "page");
  for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/host.conf"})
    EXPECT_EQ(TestRequest("GET", path).through(router).status, 404) << path;
  std::filesystem::remove_all(root);
}

TEST(CspReportTest, HandsReportsOn) {
  http::Router router(http::Listener::public_site);
  std::string received;
  http::add_csp_reports(router, [&](std::string_view report) { received = report; });
  EXPECT_EQ(TestRequest("POST", "/api/csp").body("{\"csp-report\":{}}").through(router).status, 204);
  EXPECT_EQ(received, "{\"csp-report\":{}}");
}

} // namespace
