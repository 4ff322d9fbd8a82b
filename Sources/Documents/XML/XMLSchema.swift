import CLibXML2

/// An XML Schema, against which documents are validated.
///
/// Nothing outside of the given bytes is read: a schema that includes or imports another one by its
/// location cannot be compiled. Used by one task at a time.
package final class XMLSchema {
  private let schema: xmlSchemaPtr

  /// Compiles a schema; throws its first problem.
  package init(_ bytes: [UInt8]) throws(XMLProblem) {
    guard LibXML2.isReady, bytes.count <= LibXML2.maximumBytes else {
      throw XMLProblem(line: 0, message: "the schema is too large")
    }
    let sink = XMLProblemSink()
    let compiled: xmlSchemaPtr? = bytes.withUnsafeBytes { raw in
      let start = raw.bindMemory(to: CChar.self).baseAddress
      guard let context = xmlSchemaNewMemParserCtxt(start, Int32(raw.count)) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(
        context,
        { context, error in
          guard let error else { return }
          XMLProblemSink.of(context)?.add(line: error.pointee.line, message: error.pointee.message)
        }, sink.context)
      return xmlSchemaParse(context)
    }
    let problems = withExtendedLifetime(sink) { sink.problems }
    guard let compiled else {
      throw problems.first ?? XMLProblem(line: 0, message: "the schema cannot be read")
    }
    schema = compiled
  }

  deinit {
    xmlSchemaFree(schema)
  }

  /// What is wrong with a document, in its order; empty when it is valid.
  ///
  /// At most 100 problems are given.
  package func validate(_ document: [UInt8]) -> [XMLProblem] {
    do throws(XMLProblem) {
      let parsed = try XMLTree(document)
      return validate(parsed)
    } catch {
      return [error]
    }
  }

  private func validate(_ tree: XMLTree) -> [XMLProblem] {
    guard let context = xmlSchemaNewValidCtxt(schema) else {
      return [XMLProblem(line: 0, message: "there is not enough memory to validate")]
    }
    defer { xmlSchemaFreeValidCtxt(context) }
    let sink = XMLProblemSink()
    xmlSchemaSetValidStructuredErrors(
      context,
      { context, error in
        guard let error else { return }
        XMLProblemSink.of(context)?.add(line: error.pointee.line, message: error.pointee.message)
      }, sink.context)
    let result = xmlSchemaValidateDoc(context, tree.document)
    let problems = withExtendedLifetime(sink) { sink.problems }
    guard result != 0, problems.isEmpty else { return problems }
    return [XMLProblem(line: 0, message: "validation failed without a reason")]
  }
}

/// A whole document in libxml2's memory.
private final class XMLTree {
  let document: xmlDocPtr

  /// Parses a document; throws where it is not well-formed or has a document type declaration.
  init(_ bytes: [UInt8]) throws(XMLProblem) {
    guard LibXML2.isReady, bytes.count <= LibXML2.maximumBytes else {
      throw XMLProblem(line: 0, message: "the document is too large")
    }
    guard let context = xmlNewParserCtxt() else {
      throw XMLProblem(line: 0, message: "there is not enough memory to read")
    }
    defer { xmlFreeParserCtxt(context) }
    let parsed = bytes.withUnsafeBytes { raw in
      xmlCtxtReadMemory(
        context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), nil, nil,
        LibXML2.options)
    }
    guard let parsed else {
      let sink = XMLProblemSink()
      if let error = xmlCtxtGetLastError(context) {
        sink.add(line: error.pointee.line, message: error.pointee.message)
      }
      throw sink.problems.first ?? XMLProblem(line: 0, message: "the document cannot be read")
    }
    document = parsed
    guard xmlGetIntSubset(parsed) == nil else {
      throw XMLProblem(line: 0, message: "a document type declaration is not accepted")
    }
  }

  deinit {
    xmlFreeDoc(document)
  }
}
