package import Documents
import Records

/// Reads CloudFormation templates, JSON and YAML, several at once.
///
/// In: templates and parameter files. Out: one declared resource per resource of every template, its
/// properties evaluated as far as the inputs tell; exports of one template serve the imports of the
/// others. What is not expanded (macros, includes) is said, never guessed (CloudFormation template
/// reference, "Intrinsic functions").
package struct CloudFormation {
  /// What the templates declare and what is wrong with them.
  package struct Result {
    /// In the order of the templates, then of the text.
    package var resources: [DeclaredResource] = []
    package var diagnostics: [Diagnostic] = []
  }

  /// Reads all templates of a run.
  ///
  /// `parameters` holds the values that parameter files give, by name; they serve every template
  /// that declares the name.
  package static func read(
    _ templates: [Document], parameters: [String: Datum] = [:]
  ) -> Result {
    let scope = TemplateScope(templates: templates, given: parameters)
    var result = Result()
    for template in scope.templates {
      var evaluator = TemplateEvaluator(template: template, scope: scope)
      for resource in template.resources where evaluator.exists(resource) {
        result.resources.append(evaluator.declared(resource))
      }
      result.diagnostics += template.diagnostics + evaluator.diagnostics
    }
    return result
  }

  /// The values of a parameter file: `[{ParameterKey, ParameterValue}]`, `{"Parameters": {...}}` of
  /// CodePipeline, or a plain map of names.
  package static func parameters(in document: Document) -> [String: Datum] {
    var values: [String: Datum] = [:]
    if let elements = document.root.elements {
      for element in elements {
        guard let key = element["ParameterKey"]?.text else { continue }
        if element["UsePreviousValue"]?.text == "true" {
          let reason = UnknownReason(.parameter, "\(key) keeps the value that the stack has")
          values[key] = Datum(.unknown(reason), file: document.file, range: element.range)
        } else if let value = element["ParameterValue"] {
          values[key] = Datum(value, in: document.file)
        }
      }
      return values
    }
    for pair in (document.root["Parameters"] ?? document.root).pairs ?? [] {
      guard let key = pair.key.scalar?.text else { continue }
      values[key] = Datum(pair.value, in: document.file)
    }
    return values
  }
}
