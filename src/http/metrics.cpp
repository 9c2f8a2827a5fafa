#include "http/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace http {
namespace {

std::string escape_label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '"' || c == '\\')
      out += {'\\', c};
    else
      out += c;
  }
  return out;
}

std::string label_text(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) out += fmt::format("{}{}=\"{}\"", out.empty() ? "" : ",", name, escape_label(value));
  return out;
}

std::string braced(std::string_view labels) { return labels.empty() ? std::string() : fmt::format("{{{}}}", labels); }

} // namespace

void Histogram::observe(double seconds) {
  const auto* bound = std::ranges::lower_bound(bounds, seconds);
  buckets_[static_cast<std::size_t>(bound - bounds.begin())].fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e9), std::memory_order_relaxed);
}

void Histogram::print(std::string& out, std::string_view name, std::string_view labels) const {
  const std::string_view comma = labels.empty() ? "" : ",";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    total += buckets_[i].load(std::memory_order_relaxed);
    const auto bound = i < bounds.size() ? fmt::format("{}", bounds[i]) : std::string("+Inf");
    out += fmt::format("{}_bucket{{{}{}le=\"{}\"}} {}\n", name, labels, comma, bound, total);
  }
  out += fmt::format("{}_sum{} {}\n", name, braced(labels), static_cast<double>(nanoseconds_.load()) / 1e9);
  out += fmt::format("{}_count{} {}\n", name, braced(labels), total);
}

Metrics::Series& Metrics::series(std::string_view name, std::string_view help, std::string_view type, const Labels& labels) {
  auto family = std::ranges::find(families_, name, [](const auto& known) -> std::string_view { return known->name; });
  if (family == families_.end())
    family = families_.insert(families_.end(), std::make_unique<Family>(Family{std::string(name), std::string(help), type, {}}));
  auto& all = (*family)->series;
  const auto text = label_text(labels);
  const auto found = std::ranges::find(all, text, [](const auto& known) -> const std::string& { return known->labels; });
  if (found != all.end()) return **found;
  return *all.emplace_back(std::make_unique<Series>(Series{text, nullptr, nullptr, {}}));
}

Counter& Metrics::counter(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  auto& found = series(name, help, "counter", labels);
  if (!found.counter) found.counter = std::make_unique<Counter>();
  return *found.counter;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  auto& found = series(name, help, "histogram", labels);
  if (!found.histogram) found.histogram = std::make_unique<Histogram>();
  return *found.histogram;
}

void Metrics::gauge(std::string_view name, std::string_view help, std::function<double()> read, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  series(name, help, "gauge", labels).gauge = std::move(read);
}

std::string Metrics::print() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& family : families_) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", family->name, family->help, family->name, family->type);
    for (const auto& one : family->series) {
      if (one->counter) out += fmt::format("{}{} {}\n", family->name, braced(one->labels), one->counter->value());
      if (one->histogram) one->histogram->print(out, family->name, one->labels);
      if (one->gauge) out += fmt::format("{}{} {}\n", family->name, braced(one->labels), one->gauge());
    }
  }
  return out;
}

} // namespace http
