using System.Text;

namespace Kilter.Cli.Rendering;

/// <summary>Where results and remarks go: results to standard output, everything else to standard error, colour only for people.</summary>
internal sealed class Terminal : IDisposable
{
    /// <summary>The longest line that reads well, for sentences.</summary>
    public const int Readable = 100;

    private const int WidthWhenUnknown = 80;
    private const int NoWidth = 100_000;

    private readonly StreamWriter _out;
    private readonly StreamWriter _error;

    private Terminal()
    {
        OutStream = new BufferedStream(new StandardStream(1, "standard output"), 1 << 16);
        _out = new StreamWriter(OutStream, new UTF8Encoding(false), 1 << 12);
        _error = new StreamWriter(new StandardStream(2, "standard error"), new UTF8Encoding(false), 1 << 10) { AutoFlush = true };
        OutIsTerminal = !Console.IsOutputRedirected;
        ErrorIsTerminal = !Console.IsErrorRedirected;
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb" or null;
        (OutHasColour, ErrorHasColour) = (OutIsTerminal && !plain, ErrorIsTerminal && !plain);
    }

    /// <summary>Results as bytes. Flush <see cref="Out"/> before writing here.</summary>
    public Stream OutStream { get; }

    /// <summary>Results as text, UTF-8, buffered.</summary>
    public TextWriter Out => _out;

    /// <summary>True when a person looks at the results.</summary>
    public bool OutIsTerminal { get; }

    /// <summary>True when a person looks at the remarks.</summary>
    public bool ErrorIsTerminal { get; }

    /// <summary>Whether results may be coloured.</summary>
    public bool OutHasColour { get; }

    /// <summary>Whether remarks may be coloured.</summary>
    public bool ErrorHasColour { get; }

    /// <summary>Say nothing but results and errors.</summary>
    public bool Quiet { get; set; }

    /// <summary>Say more: where errors came from.</summary>
    public bool Verbose { get; set; }

    /// <summary>Columns for results: the terminal's, 80 when it does not say, and as many as needed in a pipe.</summary>
    public int Width => OutIsTerminal ? WidthOfConsole() : NoWidth;

    /// <summary>Columns for remarks.</summary>
    public int ErrorWidth => ErrorIsTerminal ? WidthOfConsole() : NoWidth;

    /// <summary>Opens the program's own streams.</summary>
    public static Terminal Open() => new();

    /// <summary>A line of the answer.</summary>
    public void Say(string line = "") => _out.WriteLine(line);

    /// <summary>A sentence or two of the answer; on a terminal, lines end between words.</summary>
    public void SaySentence(string text)
    {
        foreach (var line in Wrapping.Lines(text, Math.Min(Width, OutIsTerminal ? Readable : NoWidth)))
        {
            Say(line);
        }
    }

    /// <summary>A remark on how it goes; silent with <c>--quiet</c>.</summary>
    public void Remark(string line)
    {
        if (!Quiet)
        {
            Complain(line);
        }
    }

    /// <summary>A line that is shown even with <c>--quiet</c>.</summary>
    public void Complain(string line)
    {
        _out.Flush();
        OutStream.Flush();
        _error.WriteLine(line);
    }

    /// <summary>Text for the progress line, without an end of line.</summary>
    public void Scribble(string text) => _error.Write(text);

    /// <summary>Text of a result in its colour.</summary>
    public string Paint(string text, Ink ink) => OutHasColour && text.Length > 0 ? Coloured(text, ink) : text;

    /// <summary>Text of a remark in its colour.</summary>
    public string PaintRemark(string text, Ink ink) => ErrorHasColour ? Coloured(text, ink) : text;

    /// <summary>Sends everything out.</summary>
    public void Flush()
    {
        _out.Flush();
        OutStream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    // Colour numbers of the 256-colour palette that stand on light and dark grounds alike: 208 for orange, 136 for ochre.
    private static string Coloured(string text, Ink ink) => ink switch
    {
        Ink.Strong => $"\e[1m{text}\e[0m",
        Ink.Dim => $"\e[2m{text}\e[0m",
        Ink.Event => $"\e[1;38;5;208m{text}\e[0m",
        Ink.Doubt => $"\e[38;5;136m{text}\e[0m",
        _ => text,
    };

    private static int WidthOfConsole() => SystemCalls.TerminalColumns() is > 20 and var columns ? columns : WidthWhenUnknown;
}
