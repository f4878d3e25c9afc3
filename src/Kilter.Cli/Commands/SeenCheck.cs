using Kilter.Reports;
using Kilter.Reports.Words;

namespace Kilter.Cli.Commands;

/// <summary>Which samples may be judged, and what is to be said about it.</summary>
/// <param name="Kept">True for samples judged, (T).</param>
/// <param name="Note">What is to be said beside the result; empty for nothing.</param>
/// <param name="LimitRefused">Why metrics of the limit are undefined; null when they are not.</param>
internal sealed record SeenCheck(bool[] Kept, string Note, string? LimitRefused)
{
    /// <summary>Refuses samples that fitting saw, unless told what to do with them.</summary>
    /// <exception cref="DataException">The file holds such samples, and neither option was given.</exception>
    public static SeenCheck Of(ScoreFile scores, bool unseenOnly, bool allow, bool limitIsGiven)
    {
        var kept = new bool[scores.Scores.Length];
        Array.Fill(kept, value: true);
        if (scores.Seen is not { } seen)
        {
            return unseenOnly
                ? throw new DataException($"'{scores.Reading.Name}' does not say which samples were seen in fitting; --unseen-only needs its column '{ScoreFile.SeenColumn}'.") { IsUsage = true }
                : new SeenCheck(kept, "The file does not say on which samples its scores or their limit were fitted; whether this is a test cannot be told.", null);
        }

        var (fit, limit) = (seen.Count(s => s.HasFlag(SeenFor.Fit)), seen.Count(s => s.HasFlag(SeenFor.Limit)));
        if (fit > 0 && !unseenOnly && !allow)
        {
            throw new DataException($"{Numbers.Count(fit)} of {Numbers.Count(seen.Length, "sample")} in '{scores.Reading.Name}' were seen when scaler and detector were fitted: judging on them is no test.")
            {
                Expected = ["--unseen-only judges on the others; --allow-training-rows judges on all, and says so."],
                Try = ["--unseen-only"],
                IsUsage = true,
            };
        }

        if (allow)
        {
            return new SeenCheck(kept, Told(fit, limit, seen.Length), null);
        }

        for (var t = 0; t < kept.Length; t++)
        {
            kept[t] = !unseenOnly || !seen[t].HasFlag(SeenFor.Fit);
        }

        var left = kept.Zip(seen).Count(p => p.First && p.Second.HasFlag(SeenFor.Limit));
        return new SeenCheck(
            kept,
            fit > 0 ? $"{Numbers.Count(fit, "sample")} that fitting saw are left out." : "",
            left > 0 && !limitIsGiven ? "the limit was set by the scores of these samples (go on with --allow-training-rows, or with a --limit of your own)" : null);
    }

    /// <summary>The values of the samples judged.</summary>
    public T[] Pick<T>(T[] values) => [.. values.Where((_, t) => Kept[t])];

    private static string Told(int fit, int limit, int all)
        => fit + limit == 0 ? "" : "Not a test: " + string.Join(
            ", and ",
            new[]
            {
                fit > 0 ? $"scaler and detector were fitted on {Numbers.Count(fit)} of these {Numbers.Count(all, "sample")}" : "",
                limit > 0 ? $"the limit was set by the scores of {Numbers.Count(limit)} of them" : "",
            }.Where(t => t.Length > 0)) + ".";
}
