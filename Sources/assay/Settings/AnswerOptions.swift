import ArgumentParser
import Documents
import IAM

/// How an answer about policies is told, and by which catalogue it is found.
struct AnswerOptions: ParsableArguments {
  /// How the answer is told.
  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Option(help: ArgumentHelp("How the answer is told.", valueName: "format"))
  var format: Format = .text

  @OptionGroup var options: CatalogueOptions

  /// The catalogue that was chosen, with its place.
  func catalogue() throws(Stop) -> NamedCatalogue {
    NamedCatalogue(try options.catalogue(.process), file: options.path(.process))
  }
}

extension AnswerOptions {
  /// Tells an answer, problems first, and ends as the answer says.
  func tell(_ answer: some PolicyAnswer, _ catalogue: NamedCatalogue) throws(Stop) {
    switch format {
    case .text:
      StandardStream.error.say(DiagnosticRenderer().render(answer.problems))
      try StandardStream.output.write(Array(answer.text(catalogue).utf8))
    case .json: try StandardStream.output.write(answer.json(catalogue))
    }
    if let stop = answer.stop { throw stop }
  }
}
