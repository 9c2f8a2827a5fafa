// make_csrs COUNT: that many P-256 certificate requests (PEM, one after another) on standard output, each with a key of its own and a
// name of www.aozora-000.example.jp … www.aozora-099.example.jp in turn.
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void must(bool done) {
  if (done) return;
  std::fputs("make_csrs: OpenSSL failed\n", stderr);
  std::exit(1);
}

void write_request(BIO* out, const std::string& name) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509_REQ* request = X509_REQ_new();
  must(key != nullptr && request != nullptr);
  const auto* text = reinterpret_cast<const unsigned char*>(name.data());
  must(X509_NAME_add_entry_by_NID(X509_REQ_get_subject_name(request), NID_commonName, MBSTRING_UTF8, text, static_cast<int>(name.size()),
                                  -1, 0) == 1);
  must(X509_REQ_set_pubkey(request, key) == 1 && X509_REQ_sign(request, key, EVP_sha256()) > 0 &&
       PEM_write_bio_X509_REQ(out, request) == 1);
  X509_REQ_free(request);
  EVP_PKEY_free(key);
}

} // namespace

int main(int argc, char** argv) {
  int count = 0;
  const std::string_view asked = argc == 2 ? argv[1] : "";
  if (std::from_chars(asked.data(), asked.data() + asked.size(), count).ec != std::errc() || count <= 0) {
    std::fputs("usage: make_csrs COUNT > FILE\n", stderr);
    return 2;
  }
  BIO* out = BIO_new_fp(stdout, BIO_NOCLOSE);
  for (int i = 0; i < count; ++i) write_request(out, fmt::format("www.aozora-{:03}.example.jp", i % 100));
  BIO_free(out);
  return 0;
}
