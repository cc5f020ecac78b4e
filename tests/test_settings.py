from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from index.errors import SettingError


def test_the_defaults() -> None:
    settings = load_settings({}, None)
    assert settings.articles == Path("seeds")
    assert settings.data == Path(".wenbao")
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.telegram_bot_token is None
    assert settings.allowed_users == frozenset()
    assert (settings.questions_per_minute, settings.backlog_minutes) == (120, 10)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text(
        "WENBAO_DATA=/from/file\nWENBAO_LOG_LEVEL=debug\nOTHER=1\nWENBAO_ALLOWED_CHATS=5, -6\n"
    )
    settings = load_settings({"WENBAO_DATA": "/from/environment", "WENBAO_ENCODER": " "}, dotenv)
    assert settings.data == Path("/from/environment")
    assert settings.log_level == "DEBUG"
    assert settings.encoder is None
    assert settings.allowed_chats == {5, -6}


def test_the_process_environment_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_DATA", "/elsewhere")
    assert load_settings({}, None).data == Path(".wenbao")


def test_a_missing_file_is_no_error(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / ".env") == Settings()


def test_settings_are_frozen_and_take_options_on_top() -> None:
    settings = load_settings({}, None)
    with pytest.raises(ValueError, match="frozen"):
        settings.data = Path("x")
    assert settings.model_copy(update={"data": Path("x")}).data == Path("x")


def test_the_token_masks_itself() -> None:
    settings = load_settings({"TELEGRAM_BOT_TOKEN": " 123:secret\n"}, None)
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "123:secret"
    assert "secret" not in f"{settings!r} {settings} {settings.model_dump()}"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "WENBAO_LOG_LEVEL",
            "loud",
            "设置 WENBAO_LOG_LEVEL 的值 'loud' 不能用，应为DEBUG、INFO、WARNING、ERROR 之一",
        ),
        (
            "WENBAO_TELEGRAM_API",
            "localhost:8081",
            "设置 WENBAO_TELEGRAM_API 的值 'localhost:8081' 不能用，"
            "应为http:// 或 https:// 开头的地址",
        ),
        (
            "WENBAO_ALLOWED_USERS",
            "5,@liu",
            "设置 WENBAO_ALLOWED_USERS 的值 '@liu' 不能用，"
            "应为用逗号隔开的用户数字编号，留空是不限",
        ),
        (
            "WENBAO_BACKLOG_MINUTES",
            "-1",
            "设置 WENBAO_BACKLOG_MINUTES 的值 '-1' 不能用，"
            "应为0 到 1440 的整数（积压多少分钟的消息就不再逐条回答，0 是都回答）",
        ),
        (
            "WENBAO_ADMINS",
            "7,-8",
            "设置 WENBAO_ADMINS 的值 '7,-8' 不能用，"
            "应为用逗号隔开的管理员数字编号（正数），留空是没有管理员",
        ),
        (
            "WENBAO_WEBHOOK_URL",
            "http://example.org/x",
            "设置 WENBAO_WEBHOOK_URL 的值 'http://example.org/x' 不能用，"
            "应为https:// 开头的公网地址，留空是轮询",
        ),
        (
            "WENBAO_WEBHOOK_LISTEN",
            "8443",
            "设置 WENBAO_WEBHOOK_LISTEN 的值 '8443' 不能用，应为主机:端口",
        ),
        (
            "WENBAO_WEBHOOK_SECRET",
            "short",
            "设置 WENBAO_WEBHOOK_SECRET 的值 （不显示） 不能用，"
            "应为8 到 256 个字母、数字、下划线或短横，留空是每次启动换一个",
        ),
        (
            "WENBAO_PROXY",
            "ftp://user:secret@h:1",
            "设置 WENBAO_PROXY 的值 （不显示） 不能用，"
            "应为http://、https:// 或 socks5:// 开头的代理地址",
        ),
        (
            "WENBAO_METRICS_PORT",
            "70000",
            "设置 WENBAO_METRICS_PORT 的值 '70000' 不能用，"
            "应为0 到 65535 的整数（本机端口，0 是不开）",
        ),
        (
            "TELEGRAM_BOT_TOKEN",
            "123:se cret",
            "设置 TELEGRAM_BOT_TOKEN 的值 （不显示） 不能用，应为@BotFather 给的整串令牌",
        ),
    ],
)
def test_a_bad_value_is_one_line_with_key_and_value(key: str, value: str, message: str) -> None:
    with pytest.raises(SettingError) as caught:
        load_settings({key: value}, None)
    assert str(caught.value) == message


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_setting(readme: str) -> None:
    text = (Path(__file__).parent.parent / readme).read_text("utf-8")
    for field in Settings.model_fields.values():
        assert f"`{field.validation_alias}`" in text
        if isinstance(field.default, int):
            assert f"`{field.validation_alias}` | {field.default} |" in text
