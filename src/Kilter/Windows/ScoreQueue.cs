namespace Kilter.Windows;

/// <summary>The sum or the greatest of a queue of scores, with nothing ever subtracted: one huge score leaves no rounding behind when it goes.</summary>
/// <remarks>
/// Two stacks, each with its running total; when the leaving side is empty, the entering side is turned over into it. Cost: O(1) a score on average.
/// </remarks>
internal sealed class ScoreQueue(bool greatest, int capacity)
{
    private readonly List<double> _leaving = new(Math.Min(capacity, 1024));
    private readonly List<double> _entering = new(Math.Min(capacity, 1024));
    private double _enteringTotal = double.NaN;

    /// <summary>The sum, or the greatest, of what is in the queue; NaN when it is empty.</summary>
    public double Total => _leaving.Count == 0 ? _enteringTotal : _entering.Count == 0 ? _leaving[^1] : Combine(_leaving[^1], _enteringTotal);

    /// <summary>Adds a score at the end.</summary>
    public void Enter(double score)
    {
        _enteringTotal = _entering.Count == 0 ? score : Combine(_enteringTotal, score);
        _entering.Add(score);
    }

    /// <summary>Takes the oldest score away.</summary>
    public void Leave()
    {
        if (_leaving.Count == 0)
        {
            for (var i = _entering.Count - 1; i >= 0; i--)
            {
                _leaving.Add(_leaving.Count == 0 ? _entering[i] : Combine(_entering[i], _leaving[^1]));
            }

            _entering.Clear();
            _enteringTotal = double.NaN;
        }

        _leaving.RemoveAt(_leaving.Count - 1);
    }

    private double Combine(double a, double b) => greatest ? Math.Max(a, b) : a + b;
}
