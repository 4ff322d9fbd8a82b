import Documents

/// What a command about policies says.
protocol PolicyAnswer {
  /// What was wrong with the files.
  var problems: [Diagnostic] { get }
  /// The exit status that goes with it; nil for success.
  var stop: Stop? { get }
  /// Whole lines for people.
  func text(_ catalogue: NamedCatalogue) -> String
  /// One document for programs, which holds the problems too.
  func json(_ catalogue: NamedCatalogue) -> [UInt8]
}

extension PolicyAnswer {
  /// A member `problems`.
  func writeProblems(to json: inout JSONWriter) {
    json.key("problems")
    json.array { json in
      for problem in problems { json.object { problem.write(to: &$0) } }
    }
  }
}
