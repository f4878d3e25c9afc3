namespace Kilter.Numerics.Tests.Neural;

/// <summary>A thread that computes without pause, so that the threads under test lose their core at any moment.</summary>
internal sealed class BusyNeighbour : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _stop;

    public BusyNeighbour()
    {
        _thread = new Thread(() =>
        {
            for (var n = 0u; !_stop; n++)
            {
                Result = (Result * 31) + n;
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Kept, so that the work cannot be optimised away.</summary>
    public uint Result { get; private set; }

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
    }
}
