import CEL
import Records

struct ExplanationItem {
  let path: String
  let got: String
  let allowed: String?
  let origin: Origin?
}

struct Explanation {
  let items: [ExplanationItem] = []
  let absorbed: [EvaluationError] = []
  let origin: Origin? = nil

  static func explain(
    _ program: Program, wanting wanted: Bool, _ context: inout Context
  ) -> Explanation {
    Explanation()
  }
}
