using System.Diagnostics;

namespace Kilter.SystemTests.Programs;

/// <summary>How a program that was run to its end came out.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program with a pipe at each end; whoever is not done in time is killed and the test fails.</summary>
    public static async Task<ProgramRun> OfAsync(
        string program, IEnumerable<string> arguments, string? folder = null, string input = "", IReadOnlyDictionary<string, string>? environment = null, int timeoutSeconds = 120)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(timeoutSeconds));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' was not done after {timeoutSeconds} s.");
        }
    }

    /// <summary>This run, after making sure that it ended with code 0; says what the program said when it did not.</summary>
    public ProgramRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"The program ended with code {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }
}
