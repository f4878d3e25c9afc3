using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kilter.SystemTests.Documentation;

/// <summary>C# on a page for people compiles as it stands, against the library as it is.</summary>
public sealed class CSharpBlockTests
{
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Syntax = new(LanguageVersion.Preview);
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Fact]
    public void Every_csharp_block_on_every_page_compiles()
        => Assert.Empty(CodeBlock.AllPages.SelectMany(CodeBlock.Of).Where(b => b.Tag == "csharp").SelectMany(Errors));

    [Fact]
    public void A_planted_block_that_names_what_does_not_exist_is_caught()
    {
        Assert.NotEmpty(Errors(new CodeBlock("planted.md", 1, "csharp", "var frame = Kilter.Frames.Frame.Nowhere();")));
        Assert.Empty(Errors(new CodeBlock("planted.md", 1, "csharp", "var range = new Kilter.Frames.SampleRange(1, 2);\nConsole.WriteLine(range.Length);")));
    }

    private static IEnumerable<string> Errors(CodeBlock block)
    {
        var tree = CSharpSyntaxTree.ParseText(block.Text, Syntax);
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(m => m is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Block",
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, Syntax)],
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => $"{block.Page}:{block.Line + 1 + d.Location.GetLineSpan().StartLinePosition.Line}: {d.GetMessage()}");
    }
}
