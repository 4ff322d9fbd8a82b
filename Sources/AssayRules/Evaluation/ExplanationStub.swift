import CEL
import Records
struct ExplanationItem { let path: String; let got: String; let allowed: String?; let origin: Origin? }
struct Explanation { let items: [ExplanationItem]; let absorbed: [EvaluationError]; let origin: Origin?
  static func explain(_ p: Program, passing: Bool, context: inout Context) -> Explanation { Explanation(items: [], absorbed: [], origin: nil) } }
