package import Documents

extension Vector {
  /// Writes it as a reader reads it; one without an expectation is no vector yet, and written all
  /// the same.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.member("expr", text)
      if !container.isEmpty { writer.member("container", container) }
      if checking == .none { writer.member("disable_check", true) }
      if checking == .only { writer.member("check_only", true) }
      writer.key("env")
      writer.array { writer in
        for variable in variables {
          writer.object { writer in
            writer.member("ident", variable.name)
            writer.member("type", VectorType.text(of: variable.type))
          }
        }
      }
      writer.key("bindings")
      writer.object { writer in
        for binding in bindings {
          writer.key(binding.name)
          binding.value.write(to: &writer)
        }
      }
      write(expectation, to: &writer)
      writer.member("functions", [])
      writer.member("requires", requirements)
      writer.member("tier", tier.rawValue)
    }
  }

  private func write(_ expectation: Expectation, to writer: inout JSONWriter) {
    guard expectation.result != nil || expectation.type != nil else { return }
    writer.key("expect")
    writer.object { writer in
      switch expectation.result {
      case .value(let value)?:
        writer.key("value")
        value.write(to: &writer)
      case .error(let texts)?: writer.member("error", texts)
      case nil: break
      }
      if let type = expectation.type { writer.member("type", VectorType.text(of: type)) }
    }
  }
}
