#include "http/router.h"

#include "http/test_request.h"

#include <gtest/gtest.h>

namespace {

using http::Method;
using http::TestRequest;

class RouterTest : public testing::Test {
protected:
  RouterTest() {
    for (const auto* pattern : {"/orders", "/orders/{id}", "/orders/{id}/lines/{line}", "/orders/new", "/ocsp/{slug}/{request*}", "/"})
      router.add(Method::get, pattern, {}, [pattern](const http::Request&, http::PathParameters&& parameters) {
        std::string text = pattern;
        for (const auto& [name, value] : parameters) text += " " + std::string(name) + "=" + value;
        return http::Response::text(200, text);
      });
    router.add(Method::delete_, "/orders/{id}", {.body_limit = 7},
               [](const http::Request&, http::PathParameters&&) { return http::Response(204); });
  }
  std::string get(const std::string& path) const {
    const auto response = TestRequest("GET", path).through(router);
    return response.status == 200 ? std::string(response.body()) : std::to_string(response.status);
  }
  http::Router router{http::Listener::public_site};
};

TEST_F(RouterTest, FindsRoutesAndDecodesParameters) {
  EXPECT_EQ(get("/"), "/");
  EXPECT_EQ(get("/orders"), "/orders");
  EXPECT_EQ(get("/orders/7%20%E5%B1%B1"), "/orders/{id} id=7 山");
  EXPECT_EQ(get("/orders/new"), "/orders/new");
  EXPECT_EQ(get("/orders/new/lines/3"), "/orders/{id}/lines/{line} id=new line=3");
  EXPECT_EQ(get("/ocsp/ov1/MEUw%2FAB/c=="), "/ocsp/{slug}/{request*} slug=ov1 request=MEUw%2FAB/c==");
}

TEST_F(RouterTest, RefusesWhatNoRouteKnows) {
  for (const auto* path : {"/order", "/orders/", "/orders//lines/1", "/orders/1/lines", "//", "/ocsp/ov1", "/ocsp/ov1/"})
    EXPECT_EQ(get(path), "404") << path;
  for (const auto* path : {"/orders/%", "/orders/%zz", "/orders/%00", "/orders/%ff"}) EXPECT_EQ(get(path), "400") << path;
}

TEST_F(RouterTest, NamesTheMethodsOfAPath) {
  const auto refused = TestRequest("POST", "/orders/1").through(router);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.find("Allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(TestRequest("OPTIONS", "/orders").through(router).find("Allow"), "GET, HEAD");
  EXPECT_EQ(TestRequest("BREW", "/orders").through(router).status, 405);
  EXPECT_EQ(TestRequest("HEAD", "/orders").through(router).status, 200);
  EXPECT_EQ(router.plan(Method::delete_, "/orders/1").options.body_limit, 7U);
}

TEST_F(RouterTest, FallsBackToPagesButNotForTheApi) {
  router.set_fallback([](const http::Request&, http::PathParameters&&) { return http::Response::text(200, "page"); });
  EXPECT_EQ(get("/cms/certificates"), "page");
  EXPECT_EQ(get("/api/v1/nothing"), "404");
  EXPECT_EQ(TestRequest("POST", "/cms/certificates").through(router).status, 405);
}

} // namespace
