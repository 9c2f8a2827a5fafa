#include "http/openapi.h"

#include <algorithm>
#include <set>

namespace http {
namespace {

namespace json = boost::json;

/// Whether a shape reads differently in a request than in an answer: optionals are left out in one, null in the other.
bool differs_by_use(const Shape& shape, std::set<const Shape*>& seen) {
  if (!seen.insert(&shape).second) return false;
  if (shape.element != nullptr && differs_by_use(shape.element(), seen)) return true;
  return std::ranges::any_of(shape.fields, [&](const FieldShape& field) {
    return (field.optional && !field.rule.omit_empty) || field.rule.has_default || differs_by_use(field.shape(), seen);
  });
}

enum class Use : std::uint8_t { request, answer };

class Schemas {
public:
  /// A reference to a DTO, or the schema itself of anything else.
  json::object of(const Shape& shape, Use use, const Rule& rule = {});
  json::object take() && { return std::move(components_); }

private:
  json::object object(const Shape& shape, Use use);
  std::string component(const Shape& shape, Use use);

  json::object components_;
  std::map<std::string, const Shape*> known_;
};

void add_text_rules(json::object& schema, const Rule& rule, Use use) {
  if (rule.min_length > 0) schema["minLength"] = rule.min_length;
  if (use == Use::request && rule.one_of.empty()) schema["maxLength"] = rule.max_length;
  if (!rule.pattern.empty()) schema["pattern"] = "^(?:" + std::string(rule.pattern) + ")$";
  if (rule.one_of.empty()) return;
  json::array values;
  for (auto rest = rule.one_of; !rest.empty();) {
    const auto item = rest.substr(0, rest.find('|'));
    values.emplace_back(item);
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
  }
  schema["enum"] = std::move(values);
}

void add_range(json::object& schema, const Rule& rule) {
  if (rule.minimum != Rule{}.minimum) schema["minimum"] = rule.minimum;
  if (rule.maximum != Rule{}.maximum) schema["maximum"] = rule.maximum;
}

/// `null` beside what the schema says.
void make_nullable(json::object& schema) {
  if (schema.contains("$ref")) {
    schema = {{"anyOf", json::array{json::object(schema), json::object{{"type", "null"}}}}};
    return;
  }
  if (schema.contains("type")) schema["type"] = json::array{schema["type"], "null"};
  if (schema.contains("enum")) schema["enum"].as_array().emplace_back(nullptr);
}

json::object Schemas::of(const Shape& shape, Use use, const Rule& rule) {
  json::object schema;
  switch (shape.kind) {
  case Shape::Kind::text:
    schema["type"] = "string";
    if (!shape.format.empty()) schema["format"] = shape.format;
    if (shape.format.empty()) add_text_rules(schema, rule, use);
    break;
  case Shape::Kind::integer:
    schema["type"] = "integer";
    add_range(schema, rule);
    break;
  case Shape::Kind::boolean:
    schema["type"] = "boolean";
    break;
  case Shape::Kind::enumeration: {
    schema["type"] = "string";
    auto& values = schema.emplace("enum", json::array()).first->value().get_array();
    for (const auto& value : shape.values) values.emplace_back(value);
    break;
  }
  case Shape::Kind::list:
    schema["type"] = "array";
    schema["items"] = of(shape.element(), use, rule);
    if (rule.min_items > 0) schema["minItems"] = rule.min_items;
    if (use == Use::request) schema["maxItems"] = rule.max_items;
    break;
  case Shape::Kind::map:
    schema["type"] = "object";
    schema["additionalProperties"] = of(shape.element(), use, rule);
    break;
  case Shape::Kind::document:
    break;
  case Shape::Kind::object:
    schema["$ref"] = "#/components/schemas/" + component(shape, use);
    break;
  }
  if (!rule.description.empty() && !schema.contains("$ref")) schema["description"] = rule.description;
  return schema;
}

json::object Schemas::object(const Shape& shape, Use use) {
  json::object properties;
  json::array required;
  for (const auto& field : shape.fields) {
    auto schema = of(field.shape(), use, field.rule);
    const bool left_out = field.rule.omit_empty && use == Use::answer;
    if (field.optional && !left_out) make_nullable(schema);
    properties[field.name] = std::move(schema);
    const bool needed = use == Use::answer ? !(field.optional && field.rule.omit_empty) : !field.optional && !field.rule.has_default;
    if (needed) required.emplace_back(field.name);
  }
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

std::string Schemas::component(const Shape& shape, Use use) {
  std::set<const Shape*> seen;
  // A DTO ending in Request or Query has one use only, so its plain name is free for it.
  const bool split = use == Use::request && !shape.name.ends_with("Request") && !shape.name.ends_with("Query");
  auto name = split && differs_by_use(shape, seen) ? shape.name + "Input" : shape.name;
  if (const auto known = known_.find(name); known != known_.end()) {
    if (known->second != &shape) throw std::logic_error("two DTOs are called " + name);
    return name;
  }
  known_.emplace(name, &shape);
  auto schema = object(shape, use);
  components_[name] = std::move(schema);
  return name;
}

json::object json_content(json::object schema, std::string_view type = "application/json") {
  return {{type, json::object{{"schema", std::move(schema)}}}};
}

json::object parameter(std::string_view name, std::string_view in, bool required, json::object schema) {
  return {{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}};
}

json::object text_schema() { return {{"type", "string"}}; }

json::array parameters_of(const Endpoint& endpoint, Schemas& schemas) {
  json::array out;
  const auto& spec = endpoint.spec;
  for (auto at = spec.path.find('{'); at != std::string_view::npos; at = spec.path.find('{', at + 1))
    out.emplace_back(parameter(spec.path.substr(at + 1, spec.path.find('}', at) - at - 1), "path", true, text_schema()));
  if (endpoint.query != nullptr) {
    for (const auto& field : endpoint.query().fields)
      out.emplace_back(
          parameter(field.name, "query", !field.optional && !field.rule.has_default, schemas.of(field.shape(), Use::request, field.rule)));
  }
  if (spec.creates) out.emplace_back(parameter("Idempotency-Key", "header", false, {{"type", "string"}, {"maxLength", 255}}));
  if (spec.needs_if_match) out.emplace_back(parameter("If-Match", "header", true, text_schema()));
  return out;
}

/// The refusals that an endpoint can answer with, from its row.
std::vector<int> refusals_of(const Endpoint& endpoint) {
  const auto& spec = endpoint.spec;
  std::vector<int> statuses{400, 401, 403}; // where nobody need be known, a wrong token is still refused
  if (spec.path.contains('{')) statuses.push_back(404);
  if (spec.method != Method::get) statuses.push_back(409);
  if (spec.needs_if_match) statuses.insert(statuses.end(), {412, 428});
  if (endpoint.body != nullptr) statuses.insert(statuses.end(), {413, 415});
  statuses.push_back(422);
  if (spec.rate.burst > 0) statuses.push_back(429);
  statuses.push_back(503);
  std::ranges::sort(statuses);
  return statuses;
}

json::object success_of(const Endpoint& endpoint, Schemas& schemas) {
  json::object success{{"description", endpoint.spec.summary}};
  if (endpoint.returns_file)
    success["content"] = json_content({{"type", "string"}, {"format", "binary"}}, "*/*");
  else if (endpoint.response != nullptr)
    success["content"] = json_content(schemas.of(endpoint.response(), Use::answer));
  return success;
}

json::object responses_of(const Endpoint& endpoint, Schemas& schemas) {
  json::object out;
  out[std::to_string(endpoint.spec.status)] = success_of(endpoint, schemas);
  for (const int status : refusals_of(endpoint)) out[std::to_string(status)] = json::object{{"$ref", "#/components/responses/Problem"}};
  return out;
}

json::array security_of(const Permission& permission) {
  json::array out;
  if (permission.allows_anonymous()) out.emplace_back(json::object());
  out.emplace_back(json::object{{"session", json::array()}, {"csrf", json::array()}});
  out.emplace_back(json::object{{"bearer", json::array()}});
  return out;
}

json::object operation_of(const Endpoint& endpoint, Schemas& schemas) {
  const auto& spec = endpoint.spec;
  json::object operation{{"operationId", spec.id}, {"summary", spec.summary}};
  if (!spec.description.empty()) operation["description"] = spec.description;
  if (!spec.tag.empty()) operation["tags"] = json::array{spec.tag};
  operation["x-permission"] = spec.permission.name();
  if (spec.needs_second_factor) operation["x-second-factor"] = true;
  json::array listeners;
  for (const auto listener : {Listener::public_site, Listener::desk})
    if (spec.listeners.contains(listener)) listeners.emplace_back(to_string(listener));
  operation["x-listeners"] = std::move(listeners);
  operation["security"] = security_of(spec.permission);
  if (auto parameters = parameters_of(endpoint, schemas); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (endpoint.body != nullptr)
    operation["requestBody"] = json::object{{"required", true}, {"content", json_content(schemas.of(endpoint.body(), Use::request))}};
  operation["responses"] = responses_of(endpoint, schemas);
  return operation;
}

std::string lower(std::string_view method) {
  std::string out(method);
  for (auto& c : out) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

json::object problem_schema() {
  const json::object text = text_schema();
  json::object finding{{"type", "object"},
                       {"properties", json::object{{"field", text}, {"code", text}, {"detail", text}}},
                       {"required", json::array{"field", "code", "detail"}}};
  json::object properties{{"type", text},     {"status", json::object{{"type", "integer"}}},
                          {"code", text},     {"title", text},
                          {"detail", text},   {"errors", json::object{{"type", "array"}, {"items", std::move(finding)}}},
                          {"requestId", text}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", json::array{"type", "status", "code", "title", "detail", "errors", "requestId"}}};
}

json::object security_schemes() {
  return {{"session", json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-cms_sid"}}},
          {"csrf", json::object{{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}},
          {"bearer", json::object{{"type", "http"}, {"scheme", "bearer"}}}};
}

} // namespace

json::object schema_components(ShapeOf shape) {
  Schemas schemas;
  schemas.of(shape(), Use::answer);
  return std::move(schemas).take();
}

std::string openapi_document(const std::vector<Endpoint>& endpoints, const ApiDescription& description) {
  Schemas schemas;
  json::object paths;
  for (const auto& endpoint : endpoints) {
    auto& path = paths.emplace(endpoint.spec.path, json::object()).first->value().get_object();
    path[lower(to_string(endpoint.spec.method))] = operation_of(endpoint, schemas);
  }
  auto components = std::move(schemas).take();
  components["Problem"] = problem_schema();
  json::object answer{{"description", "Refused; see `code`"},
                      {"content", json_content({{"$ref", "#/components/schemas/Problem"}}, "application/problem+json")}};
  json::object document{{"openapi", "3.1.0"},
                        {"info", json::object{{"title", description.title}, {"version", description.version}}},
                        {"servers", json::array{json::object{{"url", description.base_path}}}},
                        {"paths", std::move(paths)},
                        {"components", json::object{{"schemas", std::move(components)},
                                                    {"responses", json::object{{"Problem", std::move(answer)}}},
                                                    {"securitySchemes", security_schemes()}}}};
  return json::serialize(document);
}

} // namespace http
