#include "http/server.h"

#include "http/errors.h"
#include "support/http_client.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using support::HttpClient;
using support::RawSocket;
using support::take_reply;

http::Response echo(const http::Request& request, http::PathParameters&&) {
  std::string text(request.method_name);
  text.append(" ").append(request.path).append("?").append(request.query).append(" ").append(request.body);
  return http::Response::text(200, text);
}

class ServerTest : public testing::Test {
protected:
  ServerTest() {
    router.add(http::Method::get, "/inline", {.runs = http::Runs::inline_}, &echo);
    router.add(http::Method::get, "/worker", {}, &echo);
    router.add(http::Method::post, "/worker", {.body_limit = 1000}, &echo);
    router.add(http::Method::post, "/inline", {.runs = http::Runs::inline_, .body_limit = 5'000'000}, &echo);
    router.add(http::Method::get, "/slow", {}, [this](const http::Request& request, http::PathParameters&&) {
      ++slow_running;
      released.wait();
      return echo(request, {});
    });
    router.add(http::Method::get, "/large", {.runs = http::Runs::inline_},
               [](const http::Request&, http::PathParameters&&) { return http::Response::text(200, std::string(3'000'000, 'x')); });
    router.add(http::Method::get, "/throws", {},
               [](const http::Request&, http::PathParameters&&) -> http::Response { throw std::runtime_error("a bug"); });
    router.add(http::Method::get, "/first/{answer}", {.runs = http::Runs::inline_first},
               [](const http::Request& request, http::PathParameters&& parameters) -> http::Answer {
                 if (!request.may_block && parameters.front().second == "later") return http::OnWorker{};
                 return http::Response::text(200, parameters.front().second + (request.may_block ? " worker" : " inline"));
               });
    router.add(http::Method::get, "/later", {}, [this](const http::Request& request, http::PathParameters&&) -> http::Answer {
      return http::Later<http::Response>{[this](auto wake) {
                                           const std::scoped_lock lock(put_off_mutex);
                                           put_off.push_back(std::move(wake));
                                           put_off_changed.notify_all();
                                         },
                                         [&request] { return !request.query.ends_with("waits=no"); },
                                         [&request] {
                                           if (request.query == "throws") throw std::runtime_error("a bug");
                                           return echo(request, {});
                                         }};
    });
    router.add(http::Method::get, "/later-at-once", {}, [](const http::Request& request, http::PathParameters&&) -> http::Answer {
      return http::Later<http::Response>{[](auto wake) { wake(); }, [] { return false; }, [&request] { return echo(request, {}); }};
    });
    router.add(http::Method::get, "/bye", {}, [](const http::Request&, http::PathParameters&&) {
      auto response = http::Response::text(200, "bye");
      response.close = true;
      return response;
    });
  }
  ~ServerTest() override {
    release.set_value();
    server.reset();
  }

  void start(http::ServerLimits limits = {}, unsigned workers = 4) {
    auto started = http::Server::start({.listen = {{.address = "127.0.0.1:0", .router = &router}},
                                        .io_threads = 2,
                                        .workers = workers,
                                        .limits = limits,
                                        .language = core::Language::en,
                                        .metrics = &metrics});
    ASSERT_TRUE(started) << started.error().cause;
    server = std::move(*started);
    address = server->addresses().front();
  }

  /// What the server says to exactly these bytes, up to its closing the connection.
  std::string say(std::string_view bytes) const {
    RawSocket socket(address);
    socket.send(bytes);
    socket.end_sending();
    return socket.receive_all();
  }
  int status_of(std::string_view bytes) const {
    auto answer = say(bytes);
    return take_reply(answer).status;
  }

  /// Wakes so many answers that come later, once they have begun.
  void wake(std::size_t count) {
    for (; count > 0; --count) {
      std::unique_lock lock(put_off_mutex);
      put_off_changed.wait(lock, [&] { return !put_off.empty(); });
      auto one = std::move(put_off.back());
      put_off.pop_back();
      lock.unlock();
      one();
    }
  }

  std::mutex put_off_mutex;
  std::condition_variable put_off_changed;
  std::vector<std::move_only_function<void()>> put_off;
  http::Metrics metrics;
  std::promise<void> release;
  std::shared_future<void> released = release.get_future().share();
  std::atomic<int> slow_running{0};
  http::Router router{http::Listener::public_site, core::Language::en};
  std::unique_ptr<http::Server> server;
  std::string address;
};

TEST_F(ServerTest, AnswersOnBothPathsWithTheUsualHeaders) {
  start();
  for (const std::string path : {"/inline", "/worker"}) {
    const auto reply = HttpClient(address).get(path + "?a=%20b");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "GET " + path + "?a=%20b ");
    EXPECT_EQ(reply.header("content-type"), "text/plain; charset=utf-8");
    EXPECT_EQ(reply.header("connection"), "close");
    EXPECT_TRUE(reply.header("date").ends_with(" GMT"));
  }
}

TEST_F(ServerTest, GoesOnToAWorkerOnlyWhereTheHandlerAsks) {
  start();
  EXPECT_EQ(HttpClient(address).get("/first/now").body, "now inline");
  EXPECT_EQ(HttpClient(address).get("/first/later").body, "later worker");
}

TEST_F(ServerTest, AnswersLaterWithoutAThreadThatWaits) {
  start({}, 1);
  std::vector<std::unique_ptr<RawSocket>> waiting;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::make_unique<RawSocket>(address));
    waiting.back()->send("GET /later?" + std::to_string(i) + (i % 2 == 0 ? "" : "&waits=no") +
                         " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }
  EXPECT_EQ(HttpClient(address).get("/worker").status, 200); // the only worker is free
  wake(waiting.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    auto answer = waiting[i]->receive_all();
    EXPECT_EQ(take_reply(answer).body, "GET /later?" + std::to_string(i) + (i % 2 == 0 ? " " : "&waits=no "));
  }
  EXPECT_EQ(HttpClient(address).get("/later-at-once").status, 200);
}

TEST_F(ServerTest, TellsOfABugInWhatComesLaterAndForgetsWhoLeft) {
  start({}, 1);
  RawSocket failing(address);
  failing.send("GET /later?throws HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  wake(1);
  auto answer = failing.receive_all();
  EXPECT_EQ(take_reply(answer).status, 500);
  {
    RawSocket leaving(address);
    leaving.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(HttpClient(address).get("/worker").status, 200);
  }
  wake(1);
  EXPECT_EQ(HttpClient(address).get("/worker").status, 200);
}

TEST_F(ServerTest, EndsOnlyAfterWhatComesLater) {
  start({}, 2);
  RawSocket waiting(address);
  waiting.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n");
  while (HttpClient(address).get("/worker").status != 200) {
  }
  auto ended = std::async(std::launch::async, [&] { server.reset(); });
  EXPECT_EQ(ended.wait_for(50ms), std::future_status::timeout);
  wake(1);
  EXPECT_EQ(ended.wait_for(10s), std::future_status::ready);
}

TEST_F(ServerTest, HeadHasTheLengthButNoBody) {
  start();
  const auto answer = say("HEAD /inline HTTP/1.1\r\nHost: a\r\n\r\nGET /worker HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 14\r\n\r\nHTTP/1.1 200 OK\r\n"), std::string::npos) << answer;
}

TEST_F(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
  RecordProperty("requirement", "G01");
  start();
  std::string requests;
  for (int i = 0; i < 200; ++i)
    requests += std::string("GET ") + (i % 3 == 0 ? "/worker" : "/inline") + "?n=" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  auto answers = say(requests);
  for (int i = 0; i < 200; ++i) {
    const auto reply = take_reply(answers);
    ASSERT_EQ(reply.status, 200);
    EXPECT_TRUE(reply.body.ends_with("?n=" + std::to_string(i) + " ")) << reply.body;
  }
  EXPECT_EQ(answers, "");
}

TEST_F(ServerTest, ReadsARequestInAnyPieces) {
  start();
  const std::string request = "\r\nPOST /worker?x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "3;ext=1\r\nabc\r\n4\r\ndefg\r\n0\r\nTrailer: x\r\n\r\n"
                              "POST /inline HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
  RawSocket socket(address);
  for (const char c : request) {
    ASSERT_TRUE(socket.send({&c, 1}));
    if (c == '\n') std::this_thread::sleep_for(1ms);
  }
  socket.end_sending();
  auto answers = socket.receive_all();
  EXPECT_EQ(take_reply(answers).body, "POST /worker?x abcdefg");
  EXPECT_EQ(take_reply(answers).body, "POST /inline? hi");
}

TEST_F(ServerTest, RefusesWhatOthersMayReadDifferently) {
  RecordProperty("requirement", "G01");
  start();
  const std::string post = "POST /worker HTTP/1.1\r\nHost: a\r\n";
  const std::vector<std::string> smuggling{
      "GET /inline HTTP/1.1\r\n\r\n",                       // no Host
      "GET /inline HTTP/1.1\r\nHost:\r\n\r\n",              // empty Host
      "GET /inline HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", // two Hosts
      "GET /inline HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET /inline HTTP/1.1\r\nHost: a, b\r\n\r\n",
      "GET /inline HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", // obs-fold
      "GET /inline HTTP/1.1\r\nHost: a\r\n\tfolded: 2\r\n\r\n",
      "GET /inline HTTP/1.1\nHost: a\n\n", // bare LF
      "GET /inline HTTP/1.1\r\nHost: a\r\nX: 1\n\r\n\r\n",
      "GET /inline HTTP/1.1\r\nHost : a\r\n\r\n", // space before the colon
      "GET /inline HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
      "GET /inline HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s,
      "GET  /inline HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET inline HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /inline#f HTTP/1.1\r\nHost: a\r\n\r\n",
      "G(T /inline HTTP/1.1\r\nHost: a\r\n\r\n",
      post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
      post + "Content-Length: 1, 1\r\n\r\na",
      post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      post + "Content-Length: +1\r\n\r\na",
      post + "Content-Length: 0x1\r\n\r\na",
      post + "Content-Length: -1\r\n\r\na",
      post + "Content-Length: 99999999999999999999\r\n\r\na",
      post + "Content-Length:\r\n\r\n",
      post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      post + "Transfer-Encoding: identity\r\n\r\n",
      post + "Transfer-Encoding: \r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
      post + "Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 5\r\n\r\n",
      "POST /worker HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  };
  for (const auto& bytes : smuggling) {
    auto answers = say(bytes + "GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(take_reply(answers).status, 400) << bytes;
    EXPECT_EQ(answers, "") << bytes; // nothing after it is taken for a request
  }
  EXPECT_EQ(status_of("GET /inline HTTP/2.0\r\nHost: a\r\n\r\n"), 505);
  EXPECT_EQ(status_of(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12)),
            400); // a TLS hello at the plain port
}

TEST_F(ServerTest, TakesOldAndProxyForms) {
  start();
  EXPECT_EQ(status_of("GET /inline HTTP/1.0\r\n\r\n"), 200);
  auto kept = say("GET /inline HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /inline HTTP/1.0\r\n\r\n");
  EXPECT_EQ(take_reply(kept).header("connection"), "keep-alive");
  EXPECT_EQ(take_reply(kept).header("connection"), "close");
  auto absolute = say("GET http://a/inline?q HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(take_reply(absolute).body, "GET /inline?q ");
  EXPECT_EQ(status_of("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 404);
}

TEST_F(ServerTest, RefusesTooMuchBeforeReadingItAll) {
  RecordProperty("requirement", "G01");
  start();
  const std::string post = "POST /worker HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(status_of(post + "Content-Length: 1000\r\nConnection: close\r\n\r\n" + std::string(1000, 'x')), 200);
  EXPECT_EQ(status_of(post + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x')), 413);
  EXPECT_EQ(status_of(post + "Content-Length: 2000000000\r\n\r\n" + std::string(3'000'000, 'x')), 413);
  EXPECT_EQ(status_of(post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n"), 413);
  EXPECT_EQ(status_of("GET /inline HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"), 413);
  EXPECT_EQ(status_of("GET /inline HTTP/1.1\r\nHost: a\r\nX: " + std::string(16500, 'x') + "\r\n\r\n"), 431);
  EXPECT_EQ(status_of("GET /" + std::string(100'000, 'x')), 431);
  std::string many = "GET /inline HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 200; ++i) many += "A: b\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 431);
  EXPECT_EQ(status_of(post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'x')),
            400); // endless chunk extension
  auto large =
      say("POST /inline HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4000000\r\n\r\n" + std::string(4'000'000, 'y'));
  EXPECT_EQ(take_reply(large).body.size(), 4'000'000U + 14U);
}

TEST_F(ServerTest, SendsAHundredContinueToWhoWaitsForIt) {
  start();
  RawSocket socket(address);
  socket.send("POST /worker HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(socket.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
  socket.send("hi");
  auto answer = socket.receive();
  EXPECT_EQ(take_reply(answer).body, "POST /worker? hi");
  EXPECT_EQ(status_of("POST /worker HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n"), 413);
}

TEST_F(ServerTest, EndsClientsThatAreTooSlow) {
  RecordProperty("requirement", "G01");
  start({.header_time = 1s, .body_time = 1s, .write_time = 1s, .idle_time = 1s});
  RawSocket head(address);
  RawSocket body(address);
  RawSocket idle(address);
  RawSocket deaf(address);
  head.send("GET /inline HTTP/1.1\r\nHo");
  body.send("POST /worker HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  idle.send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
  for (int i = 0; i < 20; ++i) deaf.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n"); // never reads
  const auto begun = std::chrono::steady_clock::now();
  std::jthread dripping([&] { // one byte at a time does not buy time
    for (int i = 0; i < 40 && head.send("x"); ++i) std::this_thread::sleep_for(100ms);
  });
  auto timed_out = body.receive_all();
  EXPECT_EQ(take_reply(timed_out).status, 408);
  (void)head.receive_all();
  EXPECT_FALSE(head.timed_out());
  auto once = idle.receive_all();
  EXPECT_EQ(take_reply(once).status, 200);
  EXPECT_EQ(once, "");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 4s);
  EXPECT_EQ(HttpClient(address).get("/inline").status, 200);
}

TEST_F(ServerTest, SendsLargeAnswersToSlowReaders) {
  start();
  RawSocket socket(address);
  socket.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /inline HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  std::this_thread::sleep_for(200ms);
  auto answers = socket.receive_all();
  EXPECT_EQ(take_reply(answers).body.size(), 3'000'000U);
  EXPECT_EQ(take_reply(answers).body, "GET /inline? ");
}

TEST_F(ServerTest, KeepsServingWhenAHandlerFailsOrClientsVanish) {
  RecordProperty("requirement", "G01");
  start();
  EXPECT_EQ(HttpClient(address).get("/throws").status, 500);
  for (int i = 0; i < 20; ++i) {
    RawSocket socket(address);
    socket.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /worker HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  EXPECT_EQ(HttpClient(address).get("/worker").status, 200);
  EXPECT_EQ(HttpClient(address).get("/bye").header("connection"), "close");
}

TEST_F(ServerTest, TurnsRequestsAwayWhenAllWorkersAreBusy) {
  RecordProperty("requirement", "G01");
  start({.worker_queue = 1}, 1);
  RawSocket running(address);
  RawSocket queued(address);
  running.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  while (slow_running == 0) std::this_thread::sleep_for(1ms);
  queued.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  while (!metrics.print().contains("\nshomei_http_requests_waiting 1\n")) std::this_thread::sleep_for(1ms);
  const auto busy = HttpClient(address).get("/worker");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("retry-after"), "1");
  EXPECT_EQ(HttpClient(address).get("/inline").status, 200); // the inline path does not wait
  release.set_value();
  release = {};
  for (auto* socket : {&running, &queued}) {
    auto answer = socket->receive_all();
    EXPECT_EQ(take_reply(answer).status, 200);
  }
}

TEST_F(ServerTest, ClosesConnectionsBeyondItsLimit) {
  RecordProperty("requirement", "G01");
  start({.connections = 8});
  std::vector<std::unique_ptr<RawSocket>> open;
  int served = 0;
  for (int i = 0; i < 40; ++i) {
    open.push_back(std::make_unique<RawSocket>(address));
    open.back()->send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
    auto answer = open.back()->receive();
    served += take_reply(answer).status == 200 ? 1 : 0;
  }
  EXPECT_GE(served, 4);
  EXPECT_LE(served, 8);
}

TEST_F(ServerTest, DrainsRunningRequestsAndRefusesNewOnes) {
  start();
  RawSocket running(address);
  RawSocket idle(address);
  idle.send("GET /inline HTTP/1.1\r\nHost: a\r\n\r\n");
  (void)idle.receive();
  running.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  while (slow_running == 0) std::this_thread::sleep_for(1ms);
  std::jthread draining([&] { server->drain(10s); });
  EXPECT_EQ(idle.receive(), ""); // closed at once
  EXPECT_FALSE(idle.timed_out());
  // Each thread closes its listening socket in its own time.
  while (RawSocket(address).connected()) std::this_thread::sleep_for(1ms);
  release.set_value();
  release = {};
  auto answer = running.receive_all();
  const auto reply = take_reply(answer);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("connection"), "close");
}

TEST_F(ServerTest, ReportsAPortThatIsTaken) {
  start();
  for (const auto& taken : {address, std::string("nonsense"), std::string("127.0.0.1:99999")}) {
    const auto second = http::Server::start({.listen = {{.address = taken, .router = &router}}});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, http::errors::listen_failed);
  }
}

TEST_F(ServerTest, ServesSeveralListenersEachWithItsRouter) {
  http::Router desk(http::Listener::desk, core::Language::en);
  desk.add(http::Method::get, "/where", {}, [](const http::Request& request, http::PathParameters&&) {
    return http::Response::text(200, std::string(to_string(request.listener)) + " " + std::string(request.remote_address));
  });
  auto both = http::Server::start({.listen = {{.address = "127.0.0.1:0", .router = &router}, {.address = "127.0.0.1:0", .router = &desk}}});
  ASSERT_TRUE(both);
  const auto addresses = (*both)->addresses();
  EXPECT_EQ(HttpClient(addresses.at(0)).get("/where").status, 404);
  EXPECT_EQ(HttpClient(addresses.at(1)).get("/where").body, "desk 127.0.0.1");
}

TEST_F(ServerTest, SpeaksTls12And13WithCurl) {
  RecordProperty("requirement", "G01");
  const auto folder = std::filesystem::temp_directory_path() / ("shomei-tls-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto run = [&](const std::string& command) {
    return std::system(("cd " + folder.string() + " && " + command + " 2>/dev/null").c_str());
  };
  ASSERT_EQ(run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem "
                "-days 2 -subj /CN=localhost "
                "-addext subjectAltName=IP:127.0.0.1"),
            0);
  auto secure = http::Server::start({.listen = {{.address = "127.0.0.1:0",
                                                 .router = &router,
                                                 .tls = http::TlsFiles{(folder / "cert.pem").string(), (folder / "key.pem").string()}}}});
  ASSERT_TRUE(secure) << secure.error().cause;
  const auto url = "https://" + (*secure)->addresses().front();
  const auto fetch = [&](const std::string& options) {
    const int code = run("curl -s --cacert cert.pem " + options + " > out.txt");
    std::ifstream in(folder / "out.txt");
    return code == 0 ? std::string(std::istreambuf_iterator<char>(in), {}) : "failed";
  };
  EXPECT_EQ(fetch("--tls-max 1.2 " + url + "/inline"), "GET /inline? ");
  EXPECT_EQ(fetch("--tlsv1.3 " + url + "/worker " + url + "/inline"), "GET /worker? GET /inline? ");
  EXPECT_EQ(fetch("--ciphers DEFAULT@SECLEVEL=0 --tls-max 1.1 " + url + "/inline"), "failed");
  EXPECT_EQ(fetch(url + "/large").size(), 3'000'000U);
  EXPECT_EQ(fetch("-d @/etc/hosts " + url + "/inline").substr(0, 13), "POST /inline?");
  EXPECT_EQ(fetch("http://" + (*secure)->addresses().front() + "/inline"), "failed"); // plain HTTP at the TLS port
  const auto wrong = http::Server::start(
      {.listen = {{.address = "127.0.0.1:0", .router = &router, .tls = http::TlsFiles{(folder / "key.pem").string(), "missing"}}}});
  EXPECT_FALSE(wrong);
  std::filesystem::remove_all(folder);
}

} // namespace
