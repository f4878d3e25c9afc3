using System.Runtime.InteropServices;
using Kilter.Cli.Rendering;

namespace Kilter.Cli;

internal static class Program
{
    // Work in memory and on files sees a Ctrl-C well within this time; a read that waits for a pipe may never return.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static int Main(string[] args)
    {
        // Asked by scripts and by people in a hurry: answered before anything else is loaded.
        if (args is ["--version"])
        {
            using var output = new StandardStream(1, "standard output");
            output.Write(System.Text.Encoding.UTF8.GetBytes($"kilter {About.Version}\n"));
            return ExitCodes.Done;
        }

        using var terminal = Terminal.Open();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var session = new Session(args, terminal, TimeProvider.System);
        var code = Run(session, stop.Token);
        return Finish(session, code);
    }

    private static int Run(Session session, CancellationToken cancellation)
    {
        try
        {
            return CommandLine.RunAsync(session, cancellation).GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            return Failures.Tell(failure, session);
        }
    }

    // What is still buffered goes out now; a full disk behind standard output shows here.
    private static int Finish(Session session, int code)
    {
        try
        {
            session.Terminal.Flush();
            return code;
        }
        catch (DataException failure)
        {
            return Failures.Tell(failure, session);
        }
    }

    // The first Ctrl-C ends the work in order, so that nothing half-written is left; a second one ends the program at once.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (!stop.IsCancellationRequested)
        {
            signal.Cancel = true;
            TimeProvider.System.CreateTimer(_ => Environment.Exit(ExitCodes.Interrupted), null, Patience, Timeout.InfiniteTimeSpan);
            stop.Cancel();
        }
    }
}
