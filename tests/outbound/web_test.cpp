#include "outside/knot.h"
#include "outside/nginx.h"

#include "outbound/errors.h"
#include "outbound/validation_check.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

const std::string value = "kq3Zr8vTn2LwX5sYb7Jd0A";
const std::string file = "shomei.txt";
const std::string path = "/.well-known/pki-validation/shomei.txt";

/// A web server that answers for `www.aozora.test` on port 80, and names that lead elsewhere.
class Web : public testing::Test {
protected:
  Web() {
    knot.add_zone("aozora.test",
                  "inside A 127.0.0.1\nprivate A 10.0.0.1\nmeta A 169.254.169.254\nsix AAAA ::1\nmapped AAAA ::ffff:127.0.0.1\n"
                  "mixed A 8.8.8.8\nmixed A 192.168.1.1\n");
    knot.start();
    resolver = std::move(*Resolver::create(
        {.resolver = {}, .stubs = knot.stubs(), .trust_anchor_file = knot.trust_anchor_file(), .timeout = std::chrono::seconds{5}}));
    guard.emplace(*resolver, TestMap{{"www.aozora.test:80", nginx.port()}, {"moved.aozora.test:80", nginx.port()}});
    fetch.emplace(*guard, FetchLimits{.body_bytes = 64 * 1024, .time = std::chrono::seconds{3}, .redirects = 10});
  }
  std::string code(const std::string& url) {
    const auto page = fetch->get(url);
    return page ? "fetched" : std::string(page.error().code.name);
  }

  outside::Nginx nginx;
  outside::Knot knot;
  std::unique_ptr<Resolver> resolver;
  std::optional<Guard> guard;
  std::optional<WebFetch> fetch;
};

} // namespace

TEST_F(Web, FileProvesTheName) {
  RecordProperty("requirement", "C06");
  nginx.put(path, "\xEF\xBB\xBF" + value + "\r\n");
  const auto outcome = check_web_file(*fetch, {"www.aozora.test", file, value});
  EXPECT_TRUE(outcome.confirmed) << outcome.evidence;
  EXPECT_NE(outcome.evidence.find("BR 3.2.2.4.18"), std::string::npos);
  EXPECT_NE(outcome.evidence.find("http://www.aozora.test" + path + " -> 127.0.0.1 -> 200"), std::string::npos) << outcome.evidence;
  EXPECT_EQ(nginx.access_log().find(value), std::string::npos); // the value is not in the request
}

TEST_F(Web, OtherContentProvesNothing) {
  RecordProperty("requirement", "C06");
  EXPECT_EQ(check_web_file(*fetch, {"www.aozora.test", file, value}).error->code, errors::web_status_refused);
  nginx.put(path, "<html>" + value + "</html>");
  const auto outcome = check_web_file(*fetch, {"www.aozora.test", file, value});
  EXPECT_EQ(outcome.error->code, errors::validation_file_different);
  EXPECT_EQ(outcome.found, "<html>" + value + "</html>");
  EXPECT_EQ(check_web_file(*fetch, {"*.aozora.test", file, value}).error->code, errors::validation_wildcard_by_file);
  EXPECT_EQ(check_web_file(*fetch, {"www.aozora.test", value, value}).error->code, errors::validation_value_weak);
}

TEST_F(Web, FollowsOnlyTheAllowedRedirects) {
  RecordProperty("requirement", "C06");
  nginx.put("/end.txt", value);
  for (const int status : {301, 302, 307, 308})
    nginx.location("= /r" + std::to_string(status) + " { return " + std::to_string(status) + " http://moved.aozora.test/end.txt; }");
  nginx.location("= /r303 { return 303 http://moved.aozora.test/end.txt; }");
  nginx.location("= /relative { add_header Location /end.txt always; return 302; }");
  nginx.location("= /loop { return 302 http://www.aozora.test/loop; }");
  for (const auto* good : {"/r301", "/r302", "/r307", "/r308"}) {
    const auto page = fetch->get("http://www.aozora.test" + std::string(good));
    ASSERT_TRUE(page) << good;
    EXPECT_EQ(page->body, value);
    EXPECT_EQ(page->final_url, "http://moved.aozora.test/end.txt");
    EXPECT_EQ(page->hops.size(), 2U);
  }
  EXPECT_EQ(code("http://www.aozora.test/r303"), "web_status_refused");
  EXPECT_EQ(code("http://www.aozora.test/loop"), "web_redirect_refused");
}

TEST_F(Web, AServerThatIsToldTheValueProvesNothing) {
  RecordProperty("requirement", "C06");
  nginx.put("/echo/" + value, value);
  nginx.location("= " + path + " { return 302 http://www.aozora.test/echo/" + value + "; }");
  EXPECT_EQ(check_web_file(*fetch, {"www.aozora.test", file, value}).error->code, errors::validation_value_in_request);
}

TEST_F(Web, NeverConnectsInside) {
  RecordProperty("requirement", "C06 G01");
  for (const auto* host : {"inside", "private", "meta", "six", "mapped", "mixed"})
    EXPECT_EQ(code("http://" + std::string(host) + ".aozora.test/"), "web_address_refused") << host;
  nginx.location("= /in { return 302 http://inside.aozora.test/; }");
  nginx.location("= /literal { return 302 http://127.0.0.1/; }");
  nginx.location("= /port { return 302 http://www.aozora.test:8080/; }");
  nginx.location("= /scheme { return 302 file:///etc/passwd; }");
  EXPECT_EQ(code("http://www.aozora.test/in"), "web_address_refused");
  for (const auto* bad : {"/literal", "/port", "/scheme"})
    EXPECT_EQ(code("http://www.aozora.test" + std::string(bad)), "web_redirect_refused") << bad;
  EXPECT_EQ(code("http://nobody.aozora.test/"), "dns_name_missing");
}

TEST_F(Web, StopsAtSizeAndTime) {
  RecordProperty("requirement", "G01");
  nginx.put("/large", std::string(64 * 1024 + 1, 'x'));
  nginx.put("/fits", std::string(64 * 1024, 'x'));
  EXPECT_EQ(code("http://www.aozora.test/large"), "web_too_large");
  EXPECT_EQ(fetch->get("http://www.aozora.test/fits")->body.size(), 64U * 1024);
  nginx.put("/drip", std::string(30 * 1024, 'x'));
  nginx.location("= /drip { limit_rate 1k; }");
  EXPECT_EQ(code("http://www.aozora.test/drip"), "web_timeout");
}

TEST_F(Web, IgnoresProxyVariables) {
  ::setenv("http_proxy", "http://127.0.0.1:1/", 1);
  nginx.put("/x", "y");
  EXPECT_EQ(code("http://www.aozora.test/x"), "fetched");
  ::unsetenv("http_proxy");
}
