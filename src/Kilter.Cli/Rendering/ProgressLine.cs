using Kilter.Pipelines;
using Kilter.Reports.Words;

namespace Kilter.Cli.Rendering;

/// <summary>A bar with the time that is left, on one line that is written over. Only for people, and only for work of more than a second.</summary>
internal sealed class ProgressLine(Terminal terminal, TimeProvider clock, string name) : IProgress<PipelineProgress>, IProgress<(long Read, long Total)>, IDisposable
{
    private const int Cells = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly bool _silent = !terminal.ErrorIsTerminal || terminal.Quiet;
    private string _stage = "";
    private long _stageStart = clock.GetTimestamp();
    private long _last;
    private bool _drawn;

    /// <inheritdoc/>
    public void Report(PipelineProgress value) => Draw(value.Stage, value.Done, value.Total, Numbers.Count(value.Done) + " of " + Numbers.Count(value.Total), value.Unit);

    /// <inheritdoc/>
    public void Report((long Read, long Total) value) => Draw("read", value.Read, value.Total, Megabytes(value.Read) + " of " + Megabytes(value.Total), "MB");

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_drawn)
            {
                terminal.Scribble("\r\e[K");
                _drawn = false;
            }
        }
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:N0}");

    private void Draw(string stage, long done, long total, string counted, string unit)
    {
        if (_silent || total <= 0)
        {
            return;
        }

        lock (_gate)
        {
            if (stage != _stage)
            {
                (_stage, _stageStart) = (stage, clock.GetTimestamp());
            }

            if (clock.GetElapsedTime(_start) < Patience || (_drawn && clock.GetElapsedTime(_last) < Between && done < total))
            {
                return;
            }

            var line = Line($"{name} {stage}".Trim(), Math.Clamp((double)done / total, 0, 1), $"{counted} {unit}", clock.GetElapsedTime(_stageStart));
            terminal.Scribble("\r" + Cut(line) + "\e[K");
            (_drawn, _last) = (true, clock.GetTimestamp());
        }
    }

    private static string Line(string title, double share, string counted, TimeSpan spent)
    {
        var full = (int)(share * Cells);
        var half = (share * Cells) - full >= 0.5 && full < Cells;
        var bar = new string('━', full) + (half ? "╸" : "");
        var left = share is > 0.02 and < 1 ? $"  {Durations.Exact(Rounded(spent * ((1 / share) - 1)))} left" : "";
        return FormattableString.Invariant($"{title}  {bar.PadRight(Cells, '─')}  {share * 100,3:F0} %  {counted}{left}");
    }

    // Tenths of a second while it is nearly done, seconds before.
    private static TimeSpan Rounded(TimeSpan left)
        => left > TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(Math.Round(left.TotalSeconds)) : TimeSpan.FromSeconds(Math.Round(left.TotalSeconds, 1));

    private string Cut(string line) => line.Length < terminal.ErrorWidth ? line : line[..(terminal.ErrorWidth - 1)];
}
