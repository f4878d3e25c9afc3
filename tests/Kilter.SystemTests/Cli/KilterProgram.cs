using System.Text;
using Kilter.SystemTests.Programs;

namespace Kilter.SystemTests.Cli;

/// <summary>The program as people run it, in a folder of its own, and what it said as a transcript.</summary>
internal sealed class KilterProgram : IDisposable
{
    private readonly ScratchFolder _folder = new();

    /// <summary>The built program.</summary>
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "Kilter.Cli.dll");

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>Writes a file into the folder.</summary>
    public KilterProgram With(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return this;
    }

    /// <summary>Writes a file of bytes into the folder.</summary>
    public KilterProgram With(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return this;
    }

    /// <summary>Runs the program with these words.</summary>
    public Task<ProgramRun> RunAsync(params string[] words) => RunAsync(words, input: "");

    /// <summary>Runs the program with these words and this on standard input.</summary>
    public Task<ProgramRun> RunAsync(string[] words, string input) => ProgramRun.OfAsync("dotnet", [Dll, .. words], _folder.Path, input);

    /// <summary>Runs a line of shell in the folder, in which <c>kilter</c> is the program.</summary>
    public Task<ProgramRun> ShellAsync(string line) => ProgramRun.OfAsync("bash", ["-c", $"kilter() {{ dotnet '{Dll}' \"$@\"; }}; {line}"], _folder.Path);

    /// <summary>Runs the program and gives everything it said, as the golden files keep it.</summary>
    public async Task<string> TranscriptAsync(params string[] words)
    {
        var run = await RunAsync(words);
        var text = new StringBuilder("$ kilter ").AppendJoin(' ', words.Select(w => w.Contains(' ', StringComparison.Ordinal) ? $"\"{w}\"" : w)).Append('\n');
        Append(text, "stderr", run.Errors);
        Append(text, "stdout", run.Output);
        return text.Append("exit    ").Append(run.ExitCode).Append('\n').ToString();
    }

    public void Dispose() => _folder.Dispose();

    private static void Append(StringBuilder text, string stream, string said)
    {
        if (said.Length == 0)
        {
            return;
        }

        foreach (var line in said.TrimEnd('\n').Split('\n'))
        {
            text.Append(line.Length == 0 ? stream : stream + "  " + line).Append('\n');
        }
    }
}
