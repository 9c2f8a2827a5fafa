#pragma once

#include "http/endpoint.h"

#include <string>
#include <string_view>
#include <vector>

namespace http {

struct ApiDescription {
  std::string_view title;
  std::string_view version;
  std::string_view base_path;
};

/// OpenAPI 3.1 of the rows: parameters, schemas, problems, `x-permission`, `x-listeners`. The same text every time.
std::string openapi_document(const std::vector<Endpoint>& endpoints, const ApiDescription& description);

/// The JSON Schema (2020-12) of a DTO and of all it refers to, below `#/components/schemas`.
boost::json::object schema_components(ShapeOf shape);

} // namespace http
