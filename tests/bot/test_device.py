"""What a person reads about the browsers they are logged in with."""

import pytest

from bot.channels.web_device import UNKNOWN, device_of

ANDROID = "Mozilla/5.0 (Linux; Android 13; V2158A) AppleWebKit/537.36 (KHTML, like Gecko) "
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) "
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {SAFARI}"
IPAD = IPHONE.replace("iPhone; CPU iPhone OS", "iPad; CPU OS")
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
MAC = f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI}"
HARMONY = "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("user_agent", "shown"),
    [
        (f"{ANDROID}Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.42", "微信 · 安卓手机"),
        (f"{IPHONE}Mobile/15E148 MicroMessenger/8.0.49(0x18003137)", "微信 · 苹果手机"),
        (f"{WINDOWS}Chrome/107.0 Safari/537.36 MicroMessenger/7.0.20", "微信 · Windows 电脑"),
        (f"{WINDOWS}Chrome/126.0.0.0 Safari/537.36", "Chrome · Windows 电脑"),
        (f"{WINDOWS}Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge · Windows 电脑"),
        (f"{ANDROID}Chrome/126.0.0.0 Safari/537.36", "Chrome · 安卓平板"),
        (f"{ANDROID}Version/4.0 MQQBrowser/14.6 Mobile Safari/537.36", "QQ浏览器 · 安卓手机"),
        (f"{IPHONE}Version/17.5 Mobile/15E148 Safari/604.1", "Safari · 苹果手机"),
        (f"{IPAD}Version/17.5 Mobile/15E148 Safari/604.1", "Safari · 苹果平板"),
        (f"{MAC}Version/17.5 Safari/605.1.15", "Safari · 苹果电脑"),
        (f"{HARMONY}Chrome/114 Mobile HuaweiBrowser/5.0.4.300", "华为浏览器 · 鸿蒙手机"),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
        ("x" * 100_000, UNKNOWN),
    ],
)
def test_a_device_is_named(user_agent: str, shown: str) -> None:
    assert device_of(user_agent) == shown
